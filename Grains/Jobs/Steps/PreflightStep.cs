using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>The agent checks its server again, with everything that only it can see.</summary>
internal sealed class PreflightStep : IJobStep
{
    public JobStep Id => JobStep.Preflight;

    public async Task<StepResult> Run(JobContext context)
    {
        var (waits, report) = await context.OnSource(new PreflightCommand(context.CommandId("preflight")) { ReportLogs = context.Request.ReportLogs }, "The server is being checked.");
        var failed = report.Checks.Where(check => check.Outcome == "failed").ToList();
        if (failed.Count > 0)
        {
            var cause = string.Join("; ", failed.Select(check => $"{check.Code} {check.Name}: {check.Text}"));
            return new StepResult.Failed(SourceErrors.PreflightFailed.Fault(cause), Retryable: false, FreshTry: true);
        }

        if (waits is not null)
        {
            return waits;
        }

        var warnings = report.Checks.Where(check => check.Outcome == "warning").Select(check => $"{check.Code} {check.Name}: {check.Text}").ToList();
        return new StepResult.Done(warnings.Count == 0
            ? $"{report.Checks.Count} checks passed."
            : $"{report.Checks.Count} checks passed, {warnings.Count} with a warning: {string.Join("; ", warnings)}");
    }
}
