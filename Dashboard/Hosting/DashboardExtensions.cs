using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace FleetMigrator.Dashboard.Hosting;

/// <summary>Puts the dashboard into a web application.</summary>
public static class DashboardExtensions
{
    /// <summary>
    /// What the pages need. They also ask for <c>IGrainFactory</c>, <c>IFleetReader</c>, <c>IFleetChanges</c>,
    /// <c>IInstallCommands</c>, <c>IClientDownload</c>, <c>IClouds</c>, <c>IActions</c>, <c>IAuditReader</c> and <c>TimeProvider</c>, which the host brings.
    /// </summary>
    public static IServiceCollection AddFleetDashboard(this IServiceCollection services)
    {
        services.AddMudServices();
        services.AddRazorComponents().AddInteractiveServerComponents();
        return services;
    }

    /// <summary>Serves the pages at the root of the application.</summary>
    public static IEndpointConventionBuilder MapFleetDashboard(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapStaticAssets();
        return endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
