using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>The receiver closes its ports and makes the copy boot on an edge node.</summary>
internal sealed class RepairBootStep : IJobStep
{
    public JobStep Id => JobStep.RepairBoot;

    public async Task<StepResult> Run(JobContext context)
    {
        var (closing, _) = await context.OnReceiver(
            new CloseTransferCommand(context.CommandId($"close-{context.Facts.Epoch}"), context.JobId), "The receiver is closing its ports.");
        if (closing is not null)
        {
            return closing;
        }

        var (waits, report) = await context.OnReceiver(
            new RepairBootCommand(context.CommandId("repair-boot"), context.JobId, HandshakeStep.TargetDisks(context)) { LeftOut = MigrationPlan.LeftOut(context.Request.Disks) },
            "The copy is being made to boot.");
        if (waits is not null)
        {
            return waits;
        }

        var lines = report.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        await context.Save(job => job with { Changes = [.. job.Changes.Union(lines, StringComparer.Ordinal)] });
        return new StepResult.Done(lines.Length == 0 ? "Nothing had to be changed." : $"The copy was made to boot; the report of the repair has {lines.Length} lines.");
    }
}
