using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>CreateImage: judges which snapshots become which disks.</summary>
internal sealed class ImageOrder(RegionState state, ImageBuild build)
{
    private const int MostDataDisks = 16;

    public JsonObject Create(RpcCall call, Change change)
    {
        var name = call.Given("ImageName") ?? "";
        if (name.Length > 0 && state.Images.All.Any(other => other.Region == call.Region && other.Name == name))
        {
            throw EcsErrors.ImageNameDuplicated.Because($"An image of the name \"{name}\" exists.");
        }

        var image = new Image(
            Ids.New("m"),
            call.Region,
            name,
            call.Given("ImageFamily") ?? "",
            call.Given("ImageVersion") ?? "",
            call.Given("Description") ?? "",
            call.Given("Architecture") ?? "x86_64",
            call.Given("Platform") ?? "Others Linux",
            call.Given("BootMode") ?? "BIOS",
            call.Given("ResourceGroupId") ?? "",
            TagFilter.Read(call),
            Disks(call),
            call.Now,
            ImageStatus.Creating,
            Failure: null);
        change.Create(state.Images, image);
        change.Then(() => build.Queue(image.Id));
        return new JsonObject { ["ImageId"] = image.Id };
    }

    // When several sources are given, the documented order decides: instance, mapping, snapshot.
    private List<ImageDisk> Disks(RpcCall call)
    {
        if (call.Given("InstanceId") is { } instance)
        {
            throw new WireError("OperationDenied", 400, "The operation is denied.").Because(
                $"An image can't be made of the instance {instance}: its own system disk is an overlay here. Map snapshots of its data disks instead.");
        }

        var mapping = call.Parameters.Structs("DiskDeviceMapping");
        if (mapping.Count > 0)
        {
            return FromMapping(mapping, call.Region);
        }

        var snapshot = Require(call.Parameters.Needed("SnapshotId"), call.Region);
        return [new ImageDisk(DeviceNames.System, System: true, snapshot.DiskSizeGib, snapshot.Id)];
    }

    private List<ImageDisk> FromMapping(IReadOnlyList<ParameterBag> mapping, string region)
    {
        var disks = new List<ImageDisk>();
        foreach (var item in mapping)
        {
            disks.Add(FromItem(item, region, disks));
        }

        if (disks.Count(disk => disk.System) != 1 || disks.Count > MostDataDisks + 1)
        {
            throw EcsErrors.ImageDisksDenied.Because();
        }

        return [.. disks.OrderBy(disk => disk.Device, StringComparer.Ordinal)];
    }

    private ImageDisk FromItem(ParameterBag item, string region, List<ImageDisk> before)
    {
        var snapshot = item.Text("SnapshotId") is { Length: > 0 } id ? Require(id, region) : null;
        var given = item.Text("Device") is { Length: > 0 } text ? text : null;
        var system = item.Text("DiskType") is { Length: > 0 } type
            ? type.Equals("system", StringComparison.OrdinalIgnoreCase)
            : given == DeviceNames.System || snapshot?.DiskIsSystem == true;
        if (system && (snapshot is null || (given is not null && given != DeviceNames.System)))
        {
            throw EcsErrors.ImageDisksDenied.Because("The system disk needs a snapshot and is always /dev/xvda.");
        }

        var device = system ? DeviceNames.System
            : given is not null ? DeviceNames.Check(given)
            : DeviceNames.Data.First(name => before.TrueForAll(disk => disk.Device != name));
        if (!system && before.Exists(disk => disk.Device == device))
        {
            throw EcsErrors.DeviceInUse.Because($"The device {device} is given twice.");
        }

        var least = snapshot?.DiskSizeGib ?? 1;
        var size = (int)(item.Number("Size") ?? least);
        return size >= least
            ? new ImageDisk(device, system, size, snapshot?.Id)
            : throw EcsErrors.DiskTooSmall.Because($"{device} is smaller than its snapshot.");
    }

    private Snapshot Require(string id, string region)
    {
        var snapshot = state.Snapshots.Find(id) is { } found && found.Region == region
            ? found
            : throw EcsErrors.SnapshotNotFound.Because($"The snapshot \"{id}\" does not exist.");
        return snapshot.Status == SnapshotStatus.Accomplished ? snapshot : throw EcsErrors.SnapshotNotReady.Because();
    }
}
