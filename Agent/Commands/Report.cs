using FleetMigrator.Agent.Faults;

namespace FleetMigrator.Agent.Commands;

/// <summary>Failures as people read them: what, why, what to do, and where to look.</summary>
internal static class Report
{
    public static int Failure(TextWriter to, string title, AgentException failure, string? log)
    {
        to.WriteLine(title);
        to.WriteLine($"  Code:       {failure.Fault.Code}");
        to.WriteLine($"  What:       {failure.Fault.Title}");
        to.WriteLine($"  Cause:      {failure.Cause}");
        to.WriteLine($"  What to do: {failure.Fault.Remedy}");
        if (log is not null)
        {
            to.WriteLine($"  Log:        {log}");
        }

        return failure.Fault.ExitCode;
    }
}
