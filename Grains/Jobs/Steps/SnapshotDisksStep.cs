using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>Snapshots of the target disks, which the receiver has unmounted and flushed.</summary>
internal sealed class SnapshotDisksStep : IJobStep
{
    public JobStep Id => JobStep.SnapshotDisks;

    public bool IsLimited => true;

    public async Task<StepResult> Run(JobContext context)
    {
        if (!context.Facts.DisksReleased)
        {
            var (releasing, _) = await context.OnReceiver(
                new ReleaseDisksCommand(context.CommandId("release-disks"), context.JobId), "The target disks are being unmounted and checked.");
            if (releasing is not null)
            {
                return releasing;
            }

            await context.SaveFacts(facts => facts with { DisksReleased = true });
        }

        var ids = new List<string>();
        foreach (var (disk, index) in context.Facts.Disks.Select((disk, index) => (disk, index)))
        {
            var name = Name(context, index);
            ids.Add(await context.Make(ResourceKind.Snapshot, name, entry
                => context.Cloud.Compute.CreateSnapshot(context.Region, disk.Id, name, context.Tags, entry.Token, context.Whole)));
        }

        return await Look(context, ids);
    }

    private static async Task<StepResult> Look(JobContext context, List<string> ids)
    {
        var snapshots = await context.Cloud.Compute.FindSnapshots(context.Region, ids, context.Cancellation);
        if (snapshots.FirstOrDefault(snapshot => snapshot.Status == "failed") is { } failed)
        {
            await context.Cloud.Compute.DeleteSnapshot(context.Region, failed.Id, context.Whole);
            await context.Mark(ResourceKind.Snapshot, Name(context, ids.IndexOf(failed.Id)), ResourceState.Released);
            return new StepResult.Failed(JobErrors.ImageFailed.Fault($"the snapshot {failed.Id} of {failed.DiskId} failed"), Retryable: true);
        }

        if (snapshots.Count(snapshot => snapshot.Status == "accomplished") < ids.Count)
        {
            var percent = snapshots.Sum(snapshot => snapshot.Percent) / ids.Count;
            return new StepResult.Working($"{snapshots.Count(snapshot => snapshot.Status == "accomplished")} of {ids.Count} snapshots are done.", percent);
        }

        await context.SaveFacts(facts => facts with { SnapshotIds = ids });
        return new StepResult.Done($"{ids.Count} snapshots: {string.Join(", ", ids)}.");
    }

    private static string Name(JobContext context, int index) => $"fleetmigrator-{context.Tail}-disk{index + 1}";
}
