using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Shapes.Ecs;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Cloud.Ecs;

/// <summary>Exports of images. ExportImage takes no token, so the tasks are read before one is started.</summary>
internal sealed partial class EcsCompute
{
    /// <inheritdoc/>
    public async Task<string> ExportImage(string region, string imageId, string bucket, string prefix, CancellationToken cancellation)
    {
        if (await FindExport(region, imageId, bucket, prefix, cancellation) is { } running)
        {
            return running;
        }

        var parameters = In(EcsActions.ExportImage, region).Set("ImageId", imageId).Set("OSSBucket", bucket).Set("OSSPrefix", prefix).Set("ImageFormat", "raw");
        try
        {
            return (await client.Call<ExportImageResponse>(region, parameters, cancellation)).TaskId;
        }
        catch (FleetException busy) when (busy.CloudCode() == "ImageIsExporting")
        {
            // An earlier call had its effect though its answer was lost, and the list of tasks lagged behind.
            if (await FindExport(region, imageId, bucket, prefix, cancellation) is { } started)
            {
                return started;
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<ExportState> ExportState(string region, string taskId, CancellationToken cancellation)
    {
        var task = await Task(region, taskId, cancellation);
        var errors = task.OperationProgressSet
            .Where(operation => !string.IsNullOrEmpty(operation.ErrorCode))
            .Select(operation => $"{operation.ErrorCode}: {operation.ErrorMsg}")
            .ToList();
        return new(
            task.TaskStatus,
            task.TaskStatus == "Finished" ? 100 : Percent(task.TaskProcess),
            task.TaskStatus == "Finished" ? Objects(task) : [],
            errors.Count > 0 ? string.Join("; ", errors) : null);
    }

    /// <inheritdoc/>
    public async Task CancelExport(string region, string taskId, CancellationToken cancellation)
    {
        try
        {
            await Gone(region, In(EcsActions.CancelTask, region).Set("TaskId", taskId), cancellation);
        }
        catch (FleetException ended) when (ended.CloudCode() == "InvalidTaskId.IncorrectTaskStatus")
        {
            return;
        }
    }

    private async Task<string?> FindExport(string region, string imageId, string bucket, string prefix, CancellationToken cancellation)
    {
        var tasks = await client.Collect(
            region,
            In(EcsActions.DescribeTasks, region).SetList("ResourceIds", [imageId]).Set("TaskAction", "ExportImage"),
            100,
            (DescribeTasksResponse page) => page.TaskSet,
            cancellation);
        foreach (var task in tasks.OrderByDescending(task => task.CreationTime, StringComparer.Ordinal))
        {
            if (task.TaskStatus is "Waiting" or "Processing")
            {
                return task.TaskId; // An image has only one export at a time.
            }

            if (task.TaskStatus == "Finished" && IsThere(await Task(region, task.TaskId, cancellation), bucket, prefix))
            {
                return task.TaskId;
            }
        }

        return null;
    }

    private Task<DescribeTaskAttributeResponse> Task(string region, string taskId, CancellationToken cancellation)
        => client.Call<DescribeTaskAttributeResponse>(region, In(EcsActions.DescribeTaskAttribute, region).Set("TaskId", taskId), cancellation);

    private static bool IsThere(DescribeTaskAttributeResponse task, string bucket, string prefix)
        => Related(task, "OSSBucket").All(name => name == bucket)
            && Objects(task) is { Count: > 0 } objects && objects.All(key => key.StartsWith(prefix + "_", StringComparison.Ordinal));

    /// <summary>Keys as the task names them, never computed; the system disk is the one whose name says so.</summary>
    private static List<string> Objects(DescribeTaskAttributeResponse task)
        => [.. Related(task, "OSSObject").Distinct(StringComparer.Ordinal)
            .OrderByDescending(key => key.Contains("_system", StringComparison.Ordinal))
            .ThenBy(key => key.Length)
            .ThenBy(key => key, StringComparer.Ordinal)];

    private static IEnumerable<string> Related(DescribeTaskAttributeResponse task, string name)
        => task.OperationProgressSet.SelectMany(operation => operation.RelatedItemSet).Where(item => item.Name == name).Select(item => item.Value);
}
