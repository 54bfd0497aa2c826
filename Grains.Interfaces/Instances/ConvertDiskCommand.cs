namespace FleetMigrator.Grains.Interfaces.Instances;

/// <summary>Make one exported object a qcow2 and upload it. Addresses are presigned at the edge, when they are handed out.</summary>
/// <param name="Id">Command id.</param>
/// <param name="JobId">The job.</param>
/// <param name="Index">0: system disk.</param>
/// <param name="Region">Region of the source object's bucket.</param>
/// <param name="Bucket">The bucket of the source object.</param>
/// <param name="SourceKey">The exported object.</param>
/// <param name="SourceBytes">Its size.</param>
/// <param name="ScratchDevice">In the guest, such as <c>/dev/vdd</c>.</param>
/// <param name="TargetRegion">Region of the target object's bucket.</param>
/// <param name="TargetBucket">The bucket of the target object.</param>
/// <param name="TargetKey">The object to be.</param>
/// <param name="UploadId">Upload in parts that was begun for it.</param>
[GenerateSerializer, Immutable, Alias("fleet.instance.command.convert-disk")]
public sealed record ConvertDiskCommand(
    string Id,
    string JobId,
    int Index,
    string Region,
    string Bucket,
    string SourceKey,
    long SourceBytes,
    string ScratchDevice,
    string TargetRegion,
    string TargetBucket,
    string TargetKey,
    string UploadId) : ReceiverCommand(Id, JobId);
