using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Exports of images and the tasks that they are.</summary>
internal sealed partial class ExportActionSet(RegionState state, Work work, ImageExport export, RegionOptions options) : IActionSet
{
    /// <summary>The role with which ECS writes to OSS; the cloud takes no other.</summary>
    public const string Role = "AliyunECSImageExportDefaultRole";

    private const int MostDataDisks = 4;
    private const int MostDataDiskGib = 500;
    private const int MostPerPage = 100;
    private static readonly string[] Formats = ["raw", "vhd", "qcow2", "vmdk", "vdi"];

    public IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions =>
    [
        (EcsActions.ExportImage, Export),
        (EcsActions.DescribeTasks, Describe),
        (EcsActions.DescribeTaskAttribute, DescribeOne),
        (EcsActions.CancelTask, Cancel),
    ];

    private JsonObject Export(RpcCall call, Change change)
    {
        var region = call.Region;
        var image = RequireImage(call.Parameters.Needed("ImageId"), region);
        if (image.Status != ImageStatus.Available)
        {
            throw EcsErrors.IncorrectImageStatus.Because($"The image is {image.Status}.");
        }

        if (state.Exports.All.Any(other => other.ImageId == image.Id && IsOpen(other)))
        {
            throw EcsErrors.ImageExporting.Because();
        }

        var bucket = RequireBucket(call.Parameters.Needed("OSSBucket"), region);
        CheckForm(call);
        if (!options.ExportRole || (call.Given("RoleName") is { } role && role != Role))
        {
            throw EcsErrors.NoExportRole.Because();
        }

        var data = image.Disks.Where(disk => !disk.System).ToList();
        if (data.Count > MostDataDisks || data.Exists(disk => disk.SizeGib > MostDataDiskGib))
        {
            throw EcsErrors.ExportTooLarge.Because($"An export takes at most {MostDataDisks} data disks of {MostDataDiskGib} GiB each.");
        }

        var task = new ExportTask(
            Ids.New("t"), region, image.Id, bucket, call.Given("OSSPrefix") ?? "", "raw", call.Now, Finished: null, ExportTaskStatus.Waiting, [], ErrorCode: null, ErrorMessage: null);
        change.Create(state.Exports, task);
        change.Then(() => export.Queue(task.Id));
        return new JsonObject { ["TaskId"] = task.Id, ["RegionId"] = region };
    }

    private Image RequireImage(string id, string region)
    {
        if (options.PublicImages.ContainsKey(id))
        {
            throw EcsErrors.ImageNotSupported.Because("Public images cannot be exported.");
        }

        return state.Images.Find(id) is { } image && image.Region == region
            ? image
            : throw EcsErrors.ImageNotFound.Because($"The image \"{id}\" does not exist.");
    }

    private string RequireBucket(string name, string region)
    {
        var bucket = state.Buckets.Find(name) ?? throw EcsErrors.ExportBucketNotFound.Because($"The bucket \"{name}\" does not exist.");
        return bucket.Region == region
            ? bucket.Id
            : throw EcsErrors.ExportBucketElsewhere.Because($"The bucket \"{name}\" lies in {bucket.Region}, the image in {region}.");
    }

    private static void CheckForm(RpcCall call)
    {
        if (call.Given("OSSPrefix") is { } prefix && !PrefixForm().IsMatch(prefix))
        {
            throw EcsErrors.ExportPrefixMalformed.Because();
        }

        var format = call.Given("ImageFormat")?.ToLowerInvariant() ?? "raw";
        if (!Formats.Contains(format))
        {
            throw EcsErrors.ExportFormatMalformed.Because();
        }

        // How other formats are packed is not published, so no region of ours offers them.
        if (format != "raw")
        {
            throw EcsErrors.ExportFormatNotHere.Because();
        }
    }

    private JsonObject Describe(RpcCall call, Change change)
    {
        var region = call.Region;
        var ids = call.Parameters.CommaList("TaskIds");
        var resources = call.Parameters.List("ResourceIds");
        var found = state.Exports.All.Where(task => task.Region == region
            && (ids.Count == 0 || ids.Contains(task.Id))
            && (resources.Count == 0 || resources.Contains(task.ImageId))
            && (call.Given("TaskAction") is null or "ExportImage")
            && (call.Given("TaskStatus") is not { } status || task.Status.ToString() == status));
        var answer = Page<ExportTask>.Of(found, task => $"{task.Created:O}{task.Id}", call, MostPerPage).Answer("TaskSet", "Task", task => new JsonObject
        {
            ["TaskId"] = task.Id,
            ["TaskAction"] = "ExportImage",
            ["TaskStatus"] = task.Status.ToString(),
            ["SupportCancel"] = IsOpen(task) ? "true" : "false",
            ["CreationTime"] = WireTime.Minutes(task.Created),
            ["FinishedTime"] = task.Finished is { } finished ? WireTime.Minutes(finished) : "",
            ["ResourceId"] = task.ImageId,
        });
        answer["RegionId"] = region;
        return answer;
    }

    private JsonObject DescribeOne(RpcCall call, Change change)
    {
        var task = Require(call);
        var total = state.Images.Find(task.ImageId)?.Disks.Count ?? Math.Max(1, task.Objects.Count);
        return new JsonObject
        {
            ["RegionId"] = task.Region,
            ["TaskId"] = task.Id,
            ["TaskAction"] = "ExportImage",
            ["TaskStatus"] = task.Status.ToString(),
            ["TaskProcess"] = task.Status == ExportTaskStatus.Finished ? "100%" : $"{work.Percent(task.Id)}%",
            ["SupportCancel"] = IsOpen(task) ? "true" : "false",
            ["CreationTime"] = WireTime.Minutes(task.Created),
            ["FinishedTime"] = task.Finished is { } finished ? WireTime.Minutes(finished) : "",
            ["TotalCount"] = total,
            ["SuccessCount"] = task.Objects.Count,
            ["FailedCount"] = task.Status == ExportTaskStatus.Failed ? total : 0,
            ["OperationProgressSet"] = new JsonObject { ["OperationProgress"] = Operations(task) },
        };
    }

    private static JsonArray Operations(ExportTask task)
    {
        if (task.Status == ExportTaskStatus.Failed)
        {
            return new JsonArray(new JsonObject
            {
                ["OperationStatus"] = "Failed",
                ["ErrorCode"] = task.ErrorCode ?? "",
                ["ErrorMsg"] = task.ErrorMessage ?? "",
                ["RelatedItemSet"] = new JsonObject { ["RelatedItem"] = new JsonArray() },
            });
        }

        return new JsonArray([.. task.Objects.Select(key => (JsonNode)new JsonObject
        {
            ["OperationStatus"] = "Success",
            ["ErrorCode"] = "",
            ["ErrorMsg"] = "",
            ["RelatedItemSet"] = new JsonObject
            {
                ["RelatedItem"] = new JsonArray(Item("OSSBucket", task.Bucket), Item("OSSObject", key), Item("ImageFormat", task.Format)),
            },
        })]);
    }

    private static JsonObject Item(string name, string value) => new() { ["Name"] = name, ["Value"] = value };

    private JsonObject Cancel(RpcCall call, Change change)
    {
        var task = Require(call);
        if (!IsOpen(task))
        {
            throw EcsErrors.TaskStatusIncorrect.Because($"The task is {task.Status}.");
        }

        change.Put(state.Exports, task with { Status = ExportTaskStatus.Deleted, Finished = call.Now });
        change.Then(() => work.Cancel(task.Id));
        return [];
    }

    private ExportTask Require(RpcCall call)
    {
        var id = call.Parameters.Needed("TaskId");
        return state.Exports.Find(id) is { } task && task.Region == call.Region
            ? task
            : throw EcsErrors.TaskNotFound.Because($"The task \"{id}\" does not exist.");
    }

    private static bool IsOpen(ExportTask task) => task.Status is ExportTaskStatus.Waiting or ExportTaskStatus.Processing;

    [GeneratedRegex("^[A-Za-z0-9]{1,30}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrefixForm();
}
