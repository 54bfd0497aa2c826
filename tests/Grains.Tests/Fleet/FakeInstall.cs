using FleetMigrator.Grains.Interfaces.Fleet;

namespace FleetMigrator.Grains.Tests.Fleet;

/// <summary>The install line of a test.</summary>
internal sealed class FakeInstall : IInstallCommands
{
    public string InstallLine(string code) => $"install --code {code}";
}
