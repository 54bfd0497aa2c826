namespace FleetMigrator.Grains.Recovery;

/// <summary>One of the few holders of reminders. Key: 0 to <see cref="RecoveryShard.Count"/> - 1.</summary>
[Alias("fleet.recovery-shard")]
internal interface IRecoveryShard : IGrainWithIntegerKey
{
    /// <summary>Sets the reminder. Repeating is safe.</summary>
    [Alias("watch")]
    Task Watch();

    /// <summary>Wakes the shard's unfinished jobs now. Repeating is safe.</summary>
    [Alias("scan")]
    Task<int> Scan();
}
