using System.Text.Json.Serialization;

namespace FleetMigrator.Grains.Interfaces.Instances;

/// <summary>Something that a receiver shall do. Stored before it is sent, sent until it is reported on, done once an id.</summary>
/// <param name="Id">Unique; the same id is the same command.</param>
/// <param name="JobId">The job.</param>
[GenerateSerializer, Immutable, Alias("fleet.instance.command")]
[JsonDerivedType(typeof(PrepareDisksCommand), "prepare-disks")]
[JsonDerivedType(typeof(OpenTransferCommand), "open-transfer")]
[JsonDerivedType(typeof(CloseTransferCommand), "close-transfer")]
[JsonDerivedType(typeof(RepairBootCommand), "repair-boot")]
[JsonDerivedType(typeof(ReleaseDisksCommand), "release-disks")]
[JsonDerivedType(typeof(ConvertDiskCommand), "convert-disk")]
public abstract record ReceiverCommand(string Id, string JobId);
