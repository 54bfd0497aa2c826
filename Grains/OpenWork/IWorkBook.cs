namespace FleetMigrator.Grains.OpenWork;

/// <summary>Which things have open work, so that somebody wakes them after a crash. Key: 0.</summary>
[Alias("fleet.work-book")]
internal interface IWorkBook : IGrainWithIntegerKey
{
    /// <summary>Writes a thing down, before it begins. Repeating is safe.</summary>
    [Alias("open")]
    Task Open(string id);

    /// <summary>Wakes everything that is written down, and strikes out what has done. Repeating is safe.</summary>
    [Alias("wake-all")]
    Task WakeAll();
}
