using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Disks: listed and deleted. They come with instances.</summary>
internal sealed class DiskActionSet(RegionState state, DiskFiles files) : IActionSet
{
    private const int MostPerPage = 500;

    public IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions =>
    [
        (EcsActions.DescribeDisks, Describe),
        (EcsActions.DeleteDisk, Delete),
    ];

    private JsonObject Describe(RpcCall call, Change change)
    {
        var region = call.Region;
        var ids = call.Parameters.JsonIds("DiskIds");
        var kind = call.Given("DiskType")?.ToLowerInvariant() ?? "all";
        var status = call.Given("Status") is { } text && !text.Equals("All", StringComparison.OrdinalIgnoreCase) ? text : null;
        var found = state.Disks.All.Where(disk => disk.Region == region
            && (ids is null || ids.Contains(disk.Id))
            && (kind == "all" || disk.System == (kind == "system"))
            && (status is null || StatusOf(disk) == status)
            && (call.Given("InstanceId") is not { } instance || disk.InstanceId == instance)
            && (call.Given("ZoneId") is not { } zone || disk.Zone == zone)
            && (call.Given("SnapshotId") is not { } snapshot || disk.SnapshotId == snapshot)
            && (call.Given("DiskName") is not { } name || disk.Name == name)
            && TagFilter.Matches(call, disk.Tags));
        // A system disk is made before its instance's data disks, but in the same moment: the device decides.
        return Page<Disk>.Of(found, disk => $"{disk.Created:O}{disk.Device}{disk.Id}", call, MostPerPage).Answer("Disks", "Disk", Write);
    }

    private JsonObject Delete(RpcCall call, Change change)
    {
        // An unknown disk is as good as a deleted one.
        if (state.Disks.Find(call.Parameters.Needed("DiskId")) is not { } disk)
        {
            return [];
        }

        if (disk.Status == DiskStatus.Creating)
        {
            throw EcsErrors.DiskInitializing.Because();
        }

        if (disk.InstanceId is not null)
        {
            throw EcsErrors.DiskStillAttached.Because();
        }

        if (state.Snapshots.All.Any(snapshot => snapshot.DiskId == disk.Id && snapshot.Status == SnapshotStatus.Progressing))
        {
            throw EcsErrors.DiskCreatingSnapshot.Because();
        }

        change.Delete(state.Disks, disk.Id);
        change.Then(() => files.QueueRemoval(disk.Id));
        return [];
    }

    private static string StatusOf(Disk disk) => disk.Status == DiskStatus.InUse ? "In_use" : disk.Status.ToString();

    private static JsonObject Write(Disk disk)
    {
        var attachments = new JsonArray();
        if (disk is { InstanceId: { } instance, Attached: { } attached })
        {
            attachments.Add(new JsonObject { ["InstanceId"] = instance, ["Device"] = disk.Device, ["AttachedTime"] = WireTime.Seconds(attached) });
        }

        return new JsonObject
        {
            ["DiskId"] = disk.Id,
            ["DiskName"] = disk.Name,
            ["Description"] = disk.Description,
            ["Type"] = disk.System ? "system" : "data",
            ["Category"] = disk.Category,
            ["Size"] = disk.SizeGib,
            ["Status"] = StatusOf(disk),
            ["Device"] = disk.Device ?? "",
            ["InstanceId"] = disk.InstanceId ?? "",
            ["Attachments"] = new JsonObject { ["Attachment"] = attachments },
            ["SourceSnapshotId"] = disk.SnapshotId ?? "",
            ["ImageId"] = disk.ImageId ?? "",
            ["RegionId"] = disk.Region,
            ["ZoneId"] = disk.Zone,
            ["DeleteWithInstance"] = disk.DeleteWithInstance,
            ["Portable"] = !disk.System,
            ["PerformanceLevel"] = disk.Category == "cloud_essd" ? "PL1" : "",
            ["Encrypted"] = false,
            ["DiskChargeType"] = "PostPaid",
            ["CreationTime"] = WireTime.Seconds(disk.Created),
            ["AttachedTime"] = disk.Attached is { } time ? WireTime.Seconds(time) : "",
            ["ResourceGroupId"] = disk.ResourceGroup,
            ["Tags"] = TagWriter.TagKeyTagValue(disk.Tags),
        };
    }
}
