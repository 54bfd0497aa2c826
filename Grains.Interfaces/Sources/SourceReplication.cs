namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>How the data stream of a source server is.</summary>
public enum SourceReplication
{
    /// <summary>It has no order to send.</summary>
    Idle,

    /// <summary>It sends.</summary>
    Sending,

    /// <summary>It shall send and is offline; it goes on by itself when it is back.</summary>
    Interrupted,
}
