namespace FleetMigrator.Grains.Interfaces.Fleet;

/// <summary>Live changes for open pages of this silo: a bell, never the only copy.</summary>
public interface IFleetChanges
{
    /// <summary>Calls back with the id of each thing that changed, until disposed. At most a few times a second for one id.</summary>
    IDisposable Subscribe(Action<string> changed);
}
