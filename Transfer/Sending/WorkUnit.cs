using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Sending;

/// <summary>What one stream sends in one go, is acknowledged as a whole, and can be sent again at any time.</summary>
internal abstract class WorkUnit(OpenVolume volume)
{
    public OpenVolume Volume { get; } = volume;

    /// <summary>Unique in a session.</summary>
    public ulong Id { get; set; }

    public int Attempts { get; set; }

    /// <summary>What it may take up at the receiver, for the window of a stream.</summary>
    public abstract long Estimate { get; }

    /// <summary>Content bytes of the last attempt.</summary>
    public long ContentBytes { get; protected set; }

    /// <summary>Records of the last attempt.</summary>
    public int Entries { get; protected set; }

    /// <summary>Sum of the identities of the last attempt.</summary>
    public UInt128 Digest { get; protected set; }

    /// <summary>Sends the unit; false when nothing of it is left to send.</summary>
    public abstract bool Send(UnitWriter writer);

    /// <summary>The receiver applied it, or nothing was left to send.</summary>
    public virtual void Applied(SendRound round)
    {
    }

    /// <summary>The receiver wants something else first.</summary>
    public virtual void Refused(SendRound round) => throw new ProtocolException("the receiver misses the ranges of a unit that has none");
}
