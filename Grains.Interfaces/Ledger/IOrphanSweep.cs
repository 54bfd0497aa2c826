namespace FleetMigrator.Grains.Interfaces.Ledger;

/// <summary>Finds cloud resources that this service made and that no job owns, and deletes them after a time of grace. Key: the account.</summary>
[Alias("fleet.orphan-sweep")]
public interface IOrphanSweep : IGrainWithStringKey
{
    /// <summary>A job is about to make things in a region and to write to a bucket of it. Repeating is safe.</summary>
    /// <returns>The id of this service, with which everything is tagged.</returns>
    [Alias("join")]
    Task<string> Join(string jobId, string region, string bucket);

    /// <summary>Sets the reminder. Repeating is safe.</summary>
    [Alias("watch")]
    Task Watch();

    /// <summary>Searches now. Repeating is safe.</summary>
    /// <exception cref="Errors.FleetException">FM-4xxx when the cloud can't be searched; nothing is deleted then.</exception>
    [Alias("sweep")]
    Task<SweepView> Sweep();

    /// <summary>What the last search found.</summary>
    [Alias("view")]
    Task<SweepView> View();
}
