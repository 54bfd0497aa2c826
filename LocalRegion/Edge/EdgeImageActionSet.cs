using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Shapes.Ens;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.Oss;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Edge;

/// <summary>Images of the edge node service: imported, listed, deleted.</summary>
internal sealed class EdgeImageActionSet(RegionState state, EdgeImport import, RegionOptions options) : IActionSet
{
    private const int MostPerPage = 50;
    private const long Gib = 1L << 30;
    private static readonly string[] Targets = ["cn-beijing", "ap-southeast-1"];

    public IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions =>
    [
        (EnsActions.ImportImage, Import),
        (EnsActions.DescribeSelfImages, DescribeSelf),
        (EnsActions.DescribeImages, Describe),
        (EnsActions.DeleteImage, Delete),
    ];

    private JsonObject Import(RpcCall call, Change change)
    {
        if (!string.Equals(call.Given("OSType"), "linux", StringComparison.OrdinalIgnoreCase))
        {
            throw EnsErrors.InterfaceError.Because("Only linux images can be imported.");
        }

        var target = call.Given("TargetOSSRegionId") ?? Targets[0];
        if (!Targets.Contains(target))
        {
            throw EnsErrors.InterfaceError.Because($"Images can't be stored in {target}.");
        }

        var disks = new List<EdgeImageDisk>
        {
            Source(system: true, call.Given("OSSRegion"), call.Parameters.Needed("OSSBucket"), call.Parameters.Needed("OSSObject")),
        };
        foreach (var disk in call.Parameters.Json<List<ImportDisk>>("DiskDeviceMapping") ?? [])
        {
            disks.Add(Source(system: false, disk.OSSRegion, disk.OSSBucket, disk.OSSObject));
        }

        var image = new EdgeImage(
            Ids.New("m"),
            call.Parameters.Needed("ImageName"),
            call.Parameters.Needed("Architecture"),
            call.Given("Platform") ?? "",
            "linux",
            call.Given("OSVersion") ?? "",
            call.Parameters.Needed("ComputeType"),
            target,
            disks,
            call.Now,
            EdgeImageStatus.Creating,
            Failure: null);
        change.Create(state.EdgeImages, image);
        change.Then(() => import.Queue(image.Id));
        return new JsonObject { ["ImageId"] = image.Id };
    }

    private EdgeImageDisk Source(bool system, string? region, string bucket, string key)
    {
        region = string.IsNullOrEmpty(region) ? options.EdgeImportRegions[0] : region;
        if (!options.EdgeImportRegions.Contains(region))
        {
            throw EnsErrors.InterfaceError.Because($"Images are read from buckets in {string.Join(", ", options.EdgeImportRegions)} only, not in {region}.");
        }

        if (state.Buckets.Find(bucket)?.Region != region)
        {
            throw EnsErrors.InterfaceError.Because($"There is no bucket {bucket} in {region}.");
        }

        return state.Objects.Find(StoredObject.IdOf(bucket, key)) is { } found
            ? new EdgeImageDisk(system, region, bucket, key, found.Size, VirtualBytes: 0)
            : throw EnsErrors.InterfaceError.Because($"There is no object {key} in {bucket}.");
    }

    private JsonObject DescribeSelf(RpcCall call, Change change)
    {
        var answer = Find(call, image =>
        {
            var node = Write(image);
            node["Status"] = image.Status.ToString();
            return node;
        });
        foreach (var name in new[] { "PageNumber", "PageSize", "TotalCount" })
        {
            answer[name] = answer[name]!.ToString();
        }

        return answer;
    }

    private JsonObject Describe(RpcCall call, Change change) => Find(call, Write);

    private JsonObject Find(RpcCall call, Func<EdgeImage, JsonObject> write)
    {
        var found = state.EdgeImages.All.Where(image =>
            (call.Given("ImageId") is not { } id || image.Id.Contains(id, StringComparison.Ordinal))
            && (call.Given("ImageName") is not { } name || image.Name.Contains(name, StringComparison.Ordinal))
            && call.Given("SnapshotId") is null);
        var answer = Page<EdgeImage>.Of(found, image => $"{image.Created:O}{image.Id}", call, MostPerPage).Answer("Images", "Image", write);
        answer["Code"] = 0;
        return answer;
    }

    private JsonObject Delete(RpcCall call, Change change)
    {
        var id = call.Parameters.Needed("ImageId");
        if (state.EdgeImages.Find(id) is null)
        {
            throw EnsErrors.ImageNotFound.Because($"The image {id} does not exist.");
        }

        if (state.EdgeExports.Find(id) is { Status: EdgeExportStatus.Exporting })
        {
            throw EnsErrors.InterfaceError.Because($"The image {id} is being exported.");
        }

        if (state.EdgeInstances.All.FirstOrDefault(instance => instance.ImageId == id) is { } user)
        {
            throw EnsErrors.InterfaceError.Because($"The image {id} is in use: the instance {user.Id} rests on it.");
        }

        change.Delete(state.EdgeImages, id);
        if (state.EdgeExports.Find(id) is not null)
        {
            change.Delete(state.EdgeExports, id);
        }

        change.Then(() => import.QueueRemoval(id));
        return new JsonObject { ["Code"] = 0 };
    }

    private static JsonObject Write(EdgeImage image) => new()
    {
        ["ImageId"] = image.Id,
        ["ImageName"] = image.Name,
        ["Architecture"] = image.Architecture,
        ["Platform"] = image.Platform,
        ["OsVersion"] = image.OsVersion,
        ["OsType"] = image.OsType,
        ["ComputeType"] = image.ComputeType,
        ["ImageSize"] = Gibs(image.Disks.First(disk => disk.System).VirtualBytes),
        ["ImageStorageSize"] = Gibs(image.Disks.Sum(disk => disk.FileBytes)),
        ["ImageOwnerAlias"] = "self",
        ["RegionId"] = image.TargetRegion,
        ["SnapshotId"] = "",
        ["InstanceId"] = "",
        ["CreationTime"] = WireTime.Seconds(image.Created),
        ["DiskDeviceMappings"] = new JsonObject
        {
            ["DiskDeviceMapping"] = new JsonArray([.. image.Disks.Select(disk => (JsonNode)new JsonObject
            {
                ["Type"] = disk.System ? "system" : "data",
                ["Size"] = Gibs(disk.VirtualBytes),
                ["Format"] = "qcow2",
                ["imageId"] = image.Id,
            })]),
        },
    };

    private static string Gibs(long bytes) => ((bytes + Gib - 1) / Gib).ToString();
}
