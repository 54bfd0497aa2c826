namespace FleetMigrator.Transfer.Frames;

/// <summary>What a frame says. FORMAT.md describes each payload byte by byte.</summary>
public enum FrameType : byte
{
    None = 0,

    /// <summary>Sender, stream 0: a round begins; answered by <see cref="Have"/>… and <see cref="HaveEnd"/>.</summary>
    RoundBegin = 1,

    /// <summary>Sender: a whole unit of records in one frame; answered by <see cref="Ack"/>.</summary>
    Batch = 2,

    /// <summary>Sender: a unit that is a range of one large file begins.</summary>
    RangeBegin = 3,

    /// <summary>Sender: content of the open range.</summary>
    Data = 4,

    /// <summary>Sender: a stretch of the open range that is allocated and all zeros.</summary>
    Zero = 5,

    /// <summary>Sender: the open range ends; answered by <see cref="Ack"/>.</summary>
    RangeEnd = 6,

    /// <summary>Sender: keys of paths that exist; answered by <see cref="Ack"/>.</summary>
    Seen = 7,

    /// <summary>Sender, stream 0: delete what wasn't seen; answered by <see cref="Pruned"/>.</summary>
    Prune = 8,

    /// <summary>Sender, stream 0: the round is complete; answered by <see cref="RoundDone"/>.</summary>
    RoundEnd = 9,

    /// <summary>Sender: nothing more comes; answered by <see cref="ByeAck"/>.</summary>
    Bye = 10,

    /// <summary>Either: still there.</summary>
    Ping = 11,

    /// <summary>Sender, stream 0: describe what is there, after reading it all again if asked; answered by <see cref="Sealed"/>.</summary>
    Seal = 12,

    /// <summary>Receiver: identities that are durable.</summary>
    Have = 65,

    /// <summary>Receiver: the last of them was sent.</summary>
    HaveEnd = 66,

    /// <summary>Receiver: a unit was applied, or must be sent again.</summary>
    Ack = 67,

    /// <summary>Receiver: how much survives a crash by now.</summary>
    Durable = 68,

    /// <summary>Receiver: what was not seen is gone.</summary>
    Pruned = 69,

    /// <summary>Receiver: the round is durable.</summary>
    RoundDone = 70,

    /// <summary>Receiver: the goodbye was understood; the connection may be closed.</summary>
    ByeAck = 71,

    /// <summary>Receiver: it can't go on; says why.</summary>
    Fault = 72,

    /// <summary>Receiver: what it found, and its signature; followed by <see cref="Manifest"/>…</summary>
    Sealed = 73,

    /// <summary>Receiver: a piece of the manifest.</summary>
    Manifest = 74,
}
