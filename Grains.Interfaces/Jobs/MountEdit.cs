namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>What becomes of one mount target of the source.</summary>
/// <param name="MountPoint">As on the source, such as <c>/data</c>.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.mount-edit")]
public sealed record MountEdit(string MountPoint)
{
    /// <summary>False: left out of the image. The boot and system mount targets cannot be left out.</summary>
    [Id(0)]
    public bool Migrate { get; init; } = true;

    /// <summary>How it is copied.</summary>
    [Id(1)]
    public ReplicationMethod Method { get; init; }

    /// <summary>Size of its partition in bytes, above its used space; null for the size on the source.</summary>
    [Id(2)]
    public long? SizeBytes { get; init; }
}
