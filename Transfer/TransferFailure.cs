namespace FleetMigrator.Transfer;

/// <summary>Why a transfer stopped. The agent and the receiver translate these to the catalogue's FM-5xxx.</summary>
public enum TransferFailure
{
    /// <summary>No connection, or it broke; trying again is right (FM-5001).</summary>
    Unreachable,

    /// <summary>The certificate is not the pinned one (FM-5002).</summary>
    WrongPeer,

    /// <summary>What arrived is not what the protocol allows, or its hash is wrong again and again (FM-5003).</summary>
    Damaged,

    /// <summary>No space or no inodes on the target (FM-5004).</summary>
    TargetFull,

    /// <summary>A file on the source can't be read (FM-5005).</summary>
    SourceUnreadable,

    /// <summary>A file on the target can't be written (FM-5006).</summary>
    TargetUnwritable,

    /// <summary>A newer epoch took over (FM-5007).</summary>
    Superseded,

    /// <summary>The receiver serves another job or doesn't know the volume.</summary>
    WrongJob,
}
