using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.Oss;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Edge;

/// <summary>Edge images on their way back into a bucket.</summary>
internal sealed partial class EdgeExportActionSet(
    RegionState state, Work work, ByteStore bytes, ObjectOperations objects, RegionOptions options, ILogger<EdgeExportActionSet> logger) : IActionSet, IResumable
{
    public IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions =>
    [
        (EnsActions.ExportImage, Export),
        (EnsActions.DescribeExportImageStatus, Describe),
    ];

    public void Resume()
    {
        foreach (var export in state.EdgeExports.All.Where(export => export.Status == EdgeExportStatus.Exporting))
        {
            work.Start(export.Id, cancellation => Run(export, cancellation));
        }
    }

    private JsonObject Export(RpcCall call, Change change)
    {
        var image = Require(call);
        if (image.Status != EdgeImageStatus.Available)
        {
            throw EnsErrors.InterfaceError.Because($"The image {image.Id} is {image.Status}.");
        }

        if (state.EdgeExports.Find(image.Id) is { Status: EdgeExportStatus.Exporting })
        {
            throw EnsErrors.InterfaceError.Because($"The image {image.Id} is being exported.");
        }

        var region = call.Parameters.Needed("OSSRegionId");
        var bucket = call.Parameters.Needed("OSSBucket");
        if (state.Buckets.Find(bucket)?.Region != region)
        {
            throw EnsErrors.InterfaceError.Because($"There is no bucket {bucket} in {region}.");
        }

        var export = new EdgeExport(image.Id, bucket, region, call.Given("OSSPrefix") ?? "", EdgeExportStatus.Exporting, [], Failure: null);
        change.Put(state.EdgeExports, export);
        change.Then(() => work.Start(image.Id, cancellation => Run(export, cancellation)));
        return new JsonObject { ["ExportedImageURL"] = Address(export, KeyOf(export, disk: 0)) };
    }

    private JsonObject Describe(RpcCall call, Change change)
    {
        var image = Require(call);
        var export = state.EdgeExports.Find(image.Id);
        return new JsonObject
        {
            ["ImageExportStatus"] = (export?.Status ?? EdgeExportStatus.Unexported).ToString(),
            ["ExportedImageURL"] = export is null ? "" : Address(export, KeyOf(export, disk: 0)),
        };
    }

    private async Task Run(EdgeExport export, CancellationToken cancellation)
    {
        var copied = new List<(string Key, ReceivedBytes Bytes)>();
        try
        {
            var count = state.Read(() => state.EdgeImages.Find(export.Id))?.Disks.Count ?? throw new IOException($"The image {export.Id} is gone.");
            for (var disk = 0; disk < count; disk++)
            {
                await using var file = File.OpenRead(EdgeImport.FileOf(options, export.Id, disk));
                copied.Add((KeyOf(export, disk), await bytes.Receive(file, cancellation)));
            }

            state.Write(change =>
            {
                if (state.Buckets.Find(export.Bucket) is null)
                {
                    throw new IOException($"The bucket {export.Bucket} is gone.");
                }

                foreach (var (key, received) in copied)
                {
                    objects.Replace(change, objects.Describe(export.Bucket, key, "application/octet-stream", received));
                }

                change.Put(state.EdgeExports, export with { Status = EdgeExportStatus.Exported, Objects = copied.ConvertAll(one => one.Key) });
            });
        }
        catch (OperationCanceledException)
        {
            bytes.Delete(copied.Select(one => one.Bytes.Segment));
            throw;
        }
        catch (IOException problem)
        {
            LogFailed(export.Id, problem);
            bytes.Delete(copied.Select(one => one.Bytes.Segment));
            state.Write(change => change.Put(state.EdgeExports, export with { Status = EdgeExportStatus.ExportError, Failure = problem.Message }));
        }
    }

    private EdgeImage Require(RpcCall call)
    {
        var id = call.Parameters.Needed("ImageId");
        return state.EdgeImages.Find(id) ?? throw EnsErrors.ImageNotFound.Because($"The image {id} does not exist.");
    }

    private static string KeyOf(EdgeExport export, int disk)
        => $"{(export.Prefix.Length > 0 ? export.Prefix + "_" : "")}{export.Id}_{(disk == 0 ? "system" : $"data_{disk}")}.qcow2";

    private static string Address(EdgeExport export, string key) => $"https://{export.Bucket}.oss-{export.Region}.aliyuncs.com/{key}";

    [LoggerMessage(4862, LogLevel.Error, "Export of edge image {Id} failed")]
    private partial void LogFailed(string id, Exception problem);
}
