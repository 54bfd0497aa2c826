namespace FleetMigrator.Grains.Interfaces.Ledger;

/// <summary>How a cloud resource stands.</summary>
public enum ResourceState
{
    /// <summary>Written down before the call that makes it: it may or may not exist.</summary>
    Intended,

    /// <summary>Exists.</summary>
    Exists,

    /// <summary>Gone.</summary>
    Released,

    /// <summary>Stays for good: the result.</summary>
    Kept,
}
