using FleetMigrator.Dashboard.Hosting;
using FleetMigrator.Silo.Access;
using FleetMigrator.Silo.Agents;
using FleetMigrator.Silo.Api;
using FleetMigrator.Silo.Health;
using FleetMigrator.Silo.Install;
using FleetMigrator.Silo.Receivers;

namespace FleetMigrator.Silo.Hosting;

/// <summary>What happens to a request, in order.</summary>
internal static class SiloPipeline
{
    public static void UseFleet(this WebApplication app)
    {
        app.UseMiddleware<PeopleGate>();
        app.UseMiddleware<FaultAnswers>();
        app.UseRouting();
        app.Use(Listeners.Separate);
        app.UseAntiforgery();
        app.MapGrpcService<AgentGateway>().OnListener(Listener.Agents);
        app.MapGrpcService<ReceiverGateway>().OnListener(Listener.Agents);
        app.MapInstall();
        app.MapHealth();
        app.MapApi();
        app.MapFleetDashboard();
    }
}
