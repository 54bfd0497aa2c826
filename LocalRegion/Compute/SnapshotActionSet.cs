using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Snapshots of data disks, with real bytes.</summary>
internal sealed class SnapshotActionSet(RegionState state, Work work, SnapshotCopy copy) : IActionSet
{
    private const int MostPerPage = 100;

    public IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions =>
    [
        (EcsActions.CreateSnapshot, Create),
        (EcsActions.DescribeSnapshots, Describe),
        (EcsActions.DeleteSnapshot, Delete),
    ];

    private JsonObject Create(RpcCall call, Change change)
    {
        var diskId = call.Parameters.Needed("DiskId");
        var disk = state.Disks.Find(diskId) ?? throw EcsErrors.DiskNotFound.Because($"The disk \"{diskId}\" does not exist.");
        if (!disk.EverAttached)
        {
            throw EcsErrors.DiskNeverAttached.Because();
        }

        if (disk.Status is not (DiskStatus.InUse or DiskStatus.Available))
        {
            throw EcsErrors.IncorrectDiskStatus.Because($"The disk is {disk.Status}.");
        }

        if (disk.InstanceId is { } instance && state.Instances.Find(instance)?.Status is not (InstanceStatus.Running or InstanceStatus.Stopped))
        {
            throw EcsErrors.IncorrectInstanceStatus.Because();
        }

        if (state.Snapshots.All.Any(other => other.DiskId == disk.Id && other.Status == SnapshotStatus.Progressing))
        {
            throw EcsErrors.DiskSnapshotRunning.Because();
        }

        if (disk.System)
        {
            throw new WireError("OperationDenied", 403, "The operation is denied.").Because("An instance's own system disk is an overlay here and can't be snapshot; use data disks.");
        }

        var snapshot = new Snapshot(
            Ids.New("s"),
            disk.Region,
            disk.Id,
            disk.SizeGib,
            disk.System,
            call.Given("SnapshotName") ?? "",
            call.Given("Description") ?? "",
            (int)(call.Parameters.Number("RetentionDays") ?? 0),
            call.Given("ResourceGroupId") ?? disk.ResourceGroup,
            TagFilter.Read(call),
            call.Now,
            SnapshotStatus.Progressing,
            Failure: null);
        change.Create(state.Snapshots, snapshot);
        change.Then(() => copy.Queue(snapshot));
        return new JsonObject { ["SnapshotId"] = snapshot.Id };
    }

    private JsonObject Describe(RpcCall call, Change change)
    {
        var region = call.Region;
        var ids = call.Parameters.JsonIds("SnapshotIds");
        var status = call.Given("Status")?.ToLowerInvariant();
        var found = state.Snapshots.All.Where(snapshot => snapshot.Region == region
            && (ids is null || ids.Contains(snapshot.Id))
            && (status is null or "all" || StatusOf(snapshot) == status)
            && (call.Given("DiskId") is not { } disk || snapshot.DiskId == disk)
            && (call.Given("InstanceId") is not { } instance || state.Disks.Find(snapshot.DiskId)?.InstanceId == instance)
            && (call.Given("SnapshotName") is not { } name || snapshot.Name == name)
            && TagFilter.Matches(call, snapshot.Tags));
        return Page<Snapshot>.Of(found, snapshot => $"{snapshot.Created:O}{snapshot.Id}", call, MostPerPage).Answer("Snapshots", "Snapshot", Write);
    }

    private JsonObject Delete(RpcCall call, Change change)
    {
        if (state.Snapshots.Find(call.Parameters.Needed("SnapshotId")) is not { } snapshot)
        {
            return [];
        }

        if (state.Images.All.Any(image => image.Disks.Any(disk => disk.SnapshotId == snapshot.Id)))
        {
            throw EcsErrors.SnapshotCreatedImage.Because();
        }

        if (!call.Parameters.Flag("Force") && state.Disks.All.Any(disk => disk.SnapshotId == snapshot.Id))
        {
            throw EcsErrors.SnapshotCreatedDisk.Because();
        }

        change.Delete(state.Snapshots, snapshot.Id);
        change.Then(() => copy.QueueRemoval(snapshot));
        return [];
    }

    private static string StatusOf(Snapshot snapshot) => snapshot.Status.ToString().ToLowerInvariant();

    private JsonObject Write(Snapshot snapshot) => new()
    {
        ["SnapshotId"] = snapshot.Id,
        ["SnapshotName"] = snapshot.Name,
        ["Description"] = snapshot.Description,
        ["Status"] = StatusOf(snapshot),
        ["Progress"] = snapshot.Status == SnapshotStatus.Accomplished ? "100%" : $"{work.Percent(snapshot.Id)}%",
        ["RemainTime"] = 0,
        ["SourceDiskId"] = snapshot.DiskId,
        ["SourceDiskSize"] = snapshot.DiskSizeGib.ToString(),
        ["SourceDiskType"] = snapshot.DiskIsSystem ? "system" : "data",
        ["Available"] = snapshot.Status == SnapshotStatus.Accomplished,
        ["CreationTime"] = WireTime.Seconds(snapshot.Created),
        ["RetentionDays"] = snapshot.RetentionDays,
        ["Usage"] = state.Images.All.Any(image => image.Disks.Any(disk => disk.SnapshotId == snapshot.Id)) ? "image" : "none",
        ["Encrypted"] = false,
        ["ResourceGroupId"] = snapshot.ResourceGroup,
        ["Tags"] = TagWriter.TagKeyTagValue(snapshot.Tags),
    };
}
