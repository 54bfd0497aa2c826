namespace FleetMigrator.Grains.Networks;

/// <summary>The VPC that the jobs of a region share. Key: the region.</summary>
[Alias("fleet.region-network")]
internal interface IRegionNetwork : IGrainWithStringKey
{
    /// <summary>Takes a place in the VPC, which the first one makes. Repeating is safe.</summary>
    /// <exception cref="Interfaces.Errors.FleetException">FM-4xxx when the cloud does not make it, FM-4009 when all places are taken.</exception>
    [Alias("take")]
    Task<NetworkPlace> Take(string jobId, string installation);

    /// <summary>Gives the place back; the last one out deletes the VPC. Repeating is safe.</summary>
    /// <exception cref="Interfaces.Errors.FleetException">FM-4010 while something is still in it.</exception>
    [Alias("leave")]
    Task Leave(string jobId);

    /// <summary>Takes back the places of jobs that are no longer open. Repeating is safe.</summary>
    /// <returns>The VPC's id, also when this call deleted it; null when there was none.</returns>
    [Alias("trim")]
    Task<string?> Trim(IReadOnlyList<string> openJobs);
}
