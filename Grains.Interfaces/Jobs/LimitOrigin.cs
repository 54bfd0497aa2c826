namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>Which part of the way sets a limit.</summary>
public enum LimitOrigin
{
    /// <summary>The export of the ECS custom image to the bucket.</summary>
    Export,

    /// <summary>The import into the edge node service.</summary>
    Import,
}
