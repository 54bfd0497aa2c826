using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Sources;

/// <summary>State, its words and the next step of a source server.</summary>
internal sealed record SourceStanding(SourceState State, string Text, string NextStep)
{
    /// <summary>Derives all three from the facts. The first rule that applies wins.</summary>
    /// <param name="online">Heard of lately.</param>
    /// <param name="fault">What its agent complains of, or null.</param>
    /// <param name="jobId">Latest job, or null.</param>
    /// <param name="jobOpen">Whether that job is open.</param>
    /// <param name="inventory">What it is made of.</param>
    /// <param name="checks">Results of the last preflight.</param>
    public static SourceStanding Of(bool online, Fault? fault, string? jobId, bool jobOpen, Inventory inventory, IReadOnlyList<PreflightCheck> checks)
    {
        if (!online)
        {
            return new(SourceState.Offline, "Offline", jobOpen
                ? $"Bring the server and its agent back; migration {jobId} then goes on by itself."
                : "Check that the server runs and that its agent does (fleet-agent status); it comes back by itself.");
        }

        if (fault is not null)
        {
            return new(SourceState.InError, "Error", $"{fault.Title}: {fault.Cause}. {fault.Remedy}");
        }

        if (jobOpen)
        {
            return new(SourceState.Online, "Migrating", $"Follow migration {jobId}.");
        }

        return new(SourceState.Online, "Migration source online", NextStepOfFree(jobId, inventory, checks));
    }

    private static string NextStepOfFree(string? jobId, Inventory inventory, IReadOnlyList<PreflightCheck> checks)
    {
        var failed = checks.Where(check => check.Outcome == "failed").Select(check => check.Name).ToList();
        return inventory switch
        {
            { OsFamily: not "linux" } => $"{SourceErrors.NotLinux.Title}: choose another server.",
            { Architecture: not "x86_64" } => $"{SourceErrors.NotX86.Title}: choose another server.",
            _ when failed.Count > 0 => $"Repair what the last check found ({string.Join(", ", failed)}), then start the migration.",
            _ when jobId is not null => $"Start another migration, or look at {jobId}.",
            _ => "Start the migration.",
        };
    }
}
