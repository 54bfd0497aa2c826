namespace FleetMigrator.Grains.Interfaces.Bulk;

/// <summary>How far one of many is.</summary>
public enum BulkState
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>It is being done.</summary>
    Running,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Refused; the fault says why.</summary>
    Failed,
}
