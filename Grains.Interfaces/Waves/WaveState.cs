namespace FleetMigrator.Grains.Interfaces.Waves;

/// <summary>Where a wave is.</summary>
public enum WaveState
{
    /// <summary>Not started.</summary>
    Planned,

    /// <summary>Jobs are started, or will be as soon as nothing holds the wave.</summary>
    Running,

    /// <summary>A person stopped it: no further job starts, what runs runs on.</summary>
    Stopped,

    /// <summary>Every server's job has ended.</summary>
    Finished,
}
