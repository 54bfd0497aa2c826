using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>The receiver reports, makes the target disks and opens its ports for this one agent.</summary>
internal sealed class HandshakeStep : IJobStep
{
    public JobStep Id => JobStep.Handshake;

    public async Task<StepResult> Run(JobContext context)
    {
        var receiver = await context.Receiver.View();
        if (receiver.ReceiverCertificateSha256 is null)
        {
            return Wait(context);
        }

        if (!context.Facts.DisksPrepared)
        {
            var command = new PrepareDisksCommand(context.CommandId("prepare-disks"), context.JobId, TargetDisks(context));
            var (preparing, _) = await context.OnReceiver(command, "The target disks are being partitioned and formatted.");
            if (preparing is not null)
            {
                return preparing;
            }

            await context.SaveFacts(facts => facts with { DisksPrepared = true, Epoch = Math.Max(1, facts.Epoch) });
        }

        return await Open(context) ?? new StepResult.Done($"The receiver at {context.Facts.Address} is ready.");
    }

    /// <summary>The disks of the plan on the devices of the instance.</summary>
    public static IReadOnlyList<TargetDisk> TargetDisks(JobContext context)
        => context.Plan.On([.. context.Facts.Disks.Select(disk => TargetPlanner.GuestDevice(disk.Device))]);

    /// <summary>Opens the ports for the current epoch; null once they are open.</summary>
    public static async Task<StepResult?> Open(JobContext context)
    {
        var epoch = context.Facts.Epoch;
        var agent = await context.Source.CertificateSha256();
        var command = new OpenTransferCommand(context.CommandId($"open-{epoch}"), context.JobId, epoch, agent, context.Plan.Volumes);
        var (waits, _) = await context.OnReceiver(command, "The receiver is opening its ports.");
        return waits;
    }

    private static StepResult Wait(JobContext context)
    {
        var since = context.Job.Steps.First(view => view.Step == JobStep.Handshake).StartedAt ?? context.Now;
        return context.Now - since < context.Tools.Options.HandshakeLimit
            ? new StepResult.Working($"Waiting for the receiver on {context.Facts.InstanceId} to report.")
            : new StepResult.Failed(JobErrors.ReceiverLost.Fault($"nothing was heard of the receiver on {context.Facts.InstanceId} since {since:u}"), Retryable: false);
    }
}
