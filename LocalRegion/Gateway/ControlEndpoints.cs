using System.Net;
using FleetMigrator.LocalRegion.Edge;
using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>What a test or an operator asks of the region itself, on loopback only: instances have no business here.</summary>
internal static class ControlEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup("/_region").AddEndpointFilter(async (context, next) =>
            IsLocal(context.HttpContext) ? await next(context) : Results.StatusCode(StatusCodes.Status404NotFound));
        control.MapGet("calls", (CallLog log) => log.Read());
        control.MapGet("leftovers", (Leftovers leftovers) => leftovers.List());
        control.MapGet("edge-instances/{id}/console", (string id, RegionState state, EdgeMachines machines) =>
            state.Read(() => state.EdgeInstances.Find(id)) is null ? Results.NotFound() : Results.Bytes(machines.Console(id), "text/plain"));
        control.MapGet("faults", (FaultPlan plan) => plan.Waiting);
        control.MapPost("faults", (FaultPlan plan, Fault[] faults) =>
        {
            plan.Replace(faults);
            return plan.Waiting;
        });
        control.MapPost("reset", async (RegionReset reset) =>
        {
            await reset.Run();
            return Results.NoContent();
        });
    }

    private static bool IsLocal(HttpContext http)
        => http.Connection is { LocalIpAddress: { } local, RemoteIpAddress: { } remote } && IPAddress.IsLoopback(local) && IPAddress.IsLoopback(remote);
}
