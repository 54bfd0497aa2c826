namespace FleetMigrator.Grains.Interfaces.OpenWork;

/// <summary>A thing with work of its own that must go on after a crash of the service.</summary>
[Alias("fleet.open-work")]
public interface IOpenWork : IGrainWithStringKey
{
    /// <summary>Goes on with what is open. Repeating is safe.</summary>
    /// <returns>False when nothing is open any more, so that nobody has to wake it again.</returns>
    [Alias("wake-open")]
    Task<bool> Wake();
}
