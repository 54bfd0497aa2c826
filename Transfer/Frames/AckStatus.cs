namespace FleetMigrator.Transfer.Frames;

/// <summary>What became of a unit.</summary>
internal enum AckStatus : byte
{
    Applied = 0,

    /// <summary>Its hash is wrong: send it again.</summary>
    Damaged = 1,

    /// <summary>The ranges of the large file aren't there (any more): send all of them again.</summary>
    RangesMissing = 2,

    /// <summary>A link's first name wasn't there; the next round finds out.</summary>
    Incomplete = 3,
}
