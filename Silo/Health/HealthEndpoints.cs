namespace FleetMigrator.Silo.Health;

/// <summary>For supervisors; open to everybody on loopback, tells nothing but whether.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        // Answers as long as the process does, whatever the state of what it depends on.
        endpoints.MapGet("/healthz/live", () => Results.Text("live")).ExcludeFromDescription();
        endpoints.MapGet("/healthz/ready", (Readiness readiness) => readiness.Obstacles() is { Count: > 0 } obstacles
            ? Results.Text(string.Join('\n', obstacles), statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready")).ExcludeFromDescription();
    }
}
