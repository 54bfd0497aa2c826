namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>The steps of a migration, in order. One list drives engine, page, API and docs.</summary>
public enum JobStep
{
    /// <summary>The server is checked again.</summary>
    Preflight,

    /// <summary>VPC, vSwitch and security group.</summary>
    PrepareNetwork,

    /// <summary>The intermediate instance and its disks.</summary>
    StartInstance,

    /// <summary>The receiver reports, disks are prepared, ports are open.</summary>
    Handshake,

    /// <summary>Data is sent in rounds.</summary>
    Sync,

    /// <summary>The copy is made to boot on an edge node.</summary>
    RepairBoot,

    /// <summary>Snapshots of the target disks.</summary>
    SnapshotDisks,

    /// <summary>The ECS custom image.</summary>
    CreateImage,

    /// <summary>Its export to the bucket.</summary>
    ExportImage,

    /// <summary>raw.tar.gz to qcow2, on the instance.</summary>
    ConvertImage,

    /// <summary>Import into the edge node service.</summary>
    ImportEdgeImage,

    /// <summary>Release of everything temporary.</summary>
    CleanUp,

    /// <summary>Between two runs: release of what only one run needs. Comes after the import.</summary>
    EndRun,
}
