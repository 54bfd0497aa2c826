using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Sources;

/// <summary>How a source server stands: state and its words, the axes lifecycle and replication, health, and the next step.</summary>
internal sealed record SourceStanding(
    SourceState State, string Text, string NextStep, SourceLifecycle Lifecycle, SourceReplication Replication, SourceHealth Health)
{
    /// <summary>Where the agent writes, unless it was installed elsewhere: the first thing to look at when a server is not as it should be.</summary>
    public const string Log = "/smc/fleet-agent/Logs/fleet-agent.log";

    /// <summary>Derives everything from the facts. The first rule that applies wins.</summary>
    public static SourceStanding Of(SourceSigns signs)
    {
        var replication = !signs.ShallSend ? SourceReplication.Idle : signs.Online ? SourceReplication.Sending : SourceReplication.Interrupted;
        var free = signs.JobOpen ? SourceLifecycle.InUse : SourceLifecycle.Unavailable;
        return signs switch
        {
            { Deleting: true } => new(
                SourceState.Deleting, "Deleting", $"Wait: what migration {signs.JobId} made is being released.", SourceLifecycle.Deleting, replication, SourceHealth.Well),
            { Online: false } => new(
                SourceState.Offline, "Offline", $"{OfSilent(signs)} The agent's log on the server: {Log}.", free, replication, SourceHealth.Faulty),
            { Fault: { } fault } => new(
                SourceState.InError, "Error", $"{fault.Title}: {fault.Cause}. {fault.Remedy} The agent's log on the server: {Log}.", free, replication, SourceHealth.Faulty),
            { JobOpen: true } => new(
                SourceState.Online, "Migrating", $"Follow migration {signs.JobId}.", SourceLifecycle.InUse, replication, HealthOf(signs)),
            _ => new(SourceState.Online, "Migration source online", OfFree(signs), SourceLifecycle.Available, replication, HealthOf(signs)),
        };
    }

    private static SourceHealth HealthOf(SourceSigns signs)
        => signs.Resembles.Count > 0 || Obstacle(signs.Inventory) is not null || Failed(signs).Any() ? SourceHealth.Warning : SourceHealth.Well;

    private static string OfSilent(SourceSigns signs) => signs.JobOpen
        ? $"Bring the server and its agent back; migration {signs.JobId} then goes on by itself."
        : "Check that the server runs and that its agent does (fleet-agent status); it comes back by itself.";

    private static string OfFree(SourceSigns signs)
    {
        var failed = Failed(signs).ToList();
        if (Obstacle(signs.Inventory) is { } obstacle)
        {
            return $"{obstacle.Title}: choose another server.";
        }

        if (failed.Count > 0)
        {
            return $"Repair what the last check found ({string.Join(", ", failed)}), then start the migration.";
        }

        if (signs.Resembles.Count > 0)
        {
            return $"It has the machine id of {string.Join(", ", signs.Resembles)}, as copies of one machine have. Look whether this is the one to migrate, and delete what is no more.";
        }

        return signs.JobId is { } job ? $"Start another migration, or look at {job}." : "Start the migration.";
    }

    private static IEnumerable<string> Failed(SourceSigns signs) => signs.Checks.Where(check => check.Outcome == "failed").Select(check => check.Name);

    private static Interfaces.Errors.ErrorCode? Obstacle(Inventory inventory) => inventory switch
    {
        { OsFamily: not "linux" } => SourceErrors.NotLinux,
        { Architecture: not "x86_64" } => SourceErrors.NotX86,
        _ => null,
    };
}
