namespace FleetMigrator.Transfer.Frames;

/// <summary>Whether the receiver takes a connection.</summary>
public enum Admission : ushort
{
    Admitted = 0,

    /// <summary>A newer attempt is known.</summary>
    OldEpoch = 1,

    /// <summary>This receiver serves another job.</summary>
    OtherJob = 2,

    /// <summary>The stream belongs to a session that isn't open (any more).</summary>
    NoSession = 3,
}
