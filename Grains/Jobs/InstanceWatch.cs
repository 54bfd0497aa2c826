using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Jobs.Steps;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Looks whether somebody did something to the intermediate instance behind the job's back, and says what.</summary>
internal static class InstanceWatch
{
    /// <summary>Pause between two looks: a step's own polling is quicker, and nobody stops an instance twice in this time.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <summary>Whether the job lives on its instance in this step.</summary>
    public static bool Concerns(JobRecord job) => job.Facts.Address is not null && job.Step is >= JobStep.Handshake and <= JobStep.ConvertImage;

    /// <summary>What was done to the instance; null when it is as it should be.</summary>
    public static async Task<StepResult.Failed?> Look(JobContext context)
    {
        var id = context.Facts.InstanceId!;
        var instance = await context.Cloud.Compute.FindInstance(context.Region, id, context.Cancellation);
        if (instance is null)
        {
            return Failed(JobErrors.InstanceGone, $"{id} does not exist any more");
        }

        if (instance.Status is "Stopping" or "Stopped")
        {
            // Whoever starts it again and chooses Retry has said that he knows: the next look takes it as it is then.
            await context.SaveFacts(now => now with { InstanceStartedAt = null, BootId = null });
            return Failed(JobErrors.InstanceStopped, $"{id} is {instance.Status}");
        }

        if (await Restarted(context, instance) is { } restarted)
        {
            return Failed(JobErrors.InstanceRestarted, restarted);
        }

        await Billing(context, instance);
        return null;
    }

    /// <summary>By the cloud's word, and by the guest's when only its system was rebooted. What is new is stored with the verdict.</summary>
    private static async Task<string?> Restarted(JobContext context, CloudInstance instance)
    {
        var facts = context.Facts;
        var receiver = await context.Receiver.View();
        var boot = receiver.Connected ? receiver.BootId : null;
        if (instance.StartedAt is { } started && started != facts.InstanceStartedAt)
        {
            // After a restart the receiver seen now may still be that of the boot before.
            await context.SaveFacts(now => now with { InstanceStartedAt = started, BootId = facts.InstanceStartedAt is null ? boot : null });
            return facts.InstanceStartedAt is { } first ? $"{instance.Id} was started again at {started:u}, after {first:u}" : null;
        }

        if (boot is not null && boot != facts.BootId)
        {
            await context.SaveFacts(now => now with { BootId = boot });
            return facts.BootId is not null ? $"the system of {instance.Id} has booted again" : null;
        }

        return null;
    }

    /// <summary>A subscription does not harm the migration, but it can't be released at its end: told at once, the job goes on.</summary>
    private static async Task Billing(JobContext context, CloudInstance instance)
    {
        if (IsSubscription(instance) && context.Job.Warnings.All(warning => warning.Code != JobErrors.BillingChanged.Id))
        {
            var warning = JobErrors.BillingChanged.Fault($"{instance.Id} is {instance.ChargeType} instead of PostPaid");
            await context.Save(job => job.Warn(context.Now, warning));
        }
    }

    /// <summary>Whether the instance is no longer paid as it goes.</summary>
    public static bool IsSubscription(CloudInstance instance) => instance.ChargeType is not ("PostPaid" or "");

    private static StepResult.Failed Failed(Interfaces.Errors.ErrorCode code, string cause) => new(code.Fault(cause), Retryable: false);
}
