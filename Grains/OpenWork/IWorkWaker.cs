namespace FleetMigrator.Grains.OpenWork;

/// <summary>Wakes what the work book lists. Nothing that it wakes ever calls it. Key: 0.</summary>
[Alias("fleet.work-waker")]
internal interface IWorkWaker : IGrainWithIntegerKey
{
    /// <summary>Wakes everything now and once a minute from now on. Repeating is safe.</summary>
    [Alias("watch")]
    Task Watch();
}
