namespace FleetMigrator.Grains.Interfaces.Fleet;

/// <summary>Writes the line that a person runs on a server to import it.</summary>
public interface IInstallCommands
{
    /// <summary>One line for a POSIX shell, run as root.</summary>
    /// <param name="code">The whole activation code.</param>
    string InstallLine(string code);
}
