using Microsoft.AspNetCore.Components;

namespace FleetMigrator.Silo.Tests.Audit;

/// <summary>A page that somebody has open.</summary>
internal sealed class OpenPage : NavigationManager
{
    public OpenPage(string path) => Initialize("https://fleet.test/", $"https://fleet.test/{path}");
}
