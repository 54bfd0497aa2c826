namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>How a command stands.</summary>
public enum CommandState
{
    /// <summary>Not yet reported on.</summary>
    Pending,

    /// <summary>Being done.</summary>
    Running,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Failed.</summary>
    Failed,
}
