namespace FleetMigrator.Grains.OpenWork;

/// <summary>
/// Which things have open work, so that somebody wakes them after a crash. It calls nobody: a thing that waits for its entry must
/// never be waited for meanwhile. Key: 0.
/// </summary>
[Alias("fleet.work-book")]
internal interface IWorkBook : IGrainWithIntegerKey
{
    /// <summary>Writes a thing down, before it begins. Repeating is safe.</summary>
    [Alias("open")]
    Task Open(string id);

    /// <summary>What is written down: each thing's id, and the number of its newest <see cref="Open"/>.</summary>
    [Alias("entries")]
    Task<Dictionary<string, long>> Entries();

    /// <summary>Strikes out what has no open work any more, except what was opened again since <see cref="Entries"/>. Repeating is safe.</summary>
    [Alias("close")]
    Task Close(Dictionary<string, long> done);
}
