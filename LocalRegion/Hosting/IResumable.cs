namespace FleetMigrator.LocalRegion.Hosting;

/// <summary>Something with work that a stop may have interrupted.</summary>
internal interface IResumable
{
    /// <summary>Queues what its documents say is half done. Called once, before the first request.</summary>
    void Resume();
}
