using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.Cloud.Protocol.Shapes.Ecs;
using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.Cloud.Ecs;

/// <summary>Disks and snapshots.</summary>
internal sealed partial class EcsCompute
{
    private const int MostIds = 100;

    /// <inheritdoc/>
    public Task<IReadOnlyList<CloudDisk>> DisksOf(string region, string instanceId, CancellationToken cancellation)
        => Disks(region, In(EcsActions.DescribeDisks, region).Set("InstanceId", instanceId), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CloudDisk>> FindDisks(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
        => Disks(region, In(EcsActions.DescribeDisks, region).SetTags(tags), cancellation);

    /// <inheritdoc/>
    public Task DeleteDisk(string region, string diskId, CancellationToken cancellation)
        => Gone(region, In(EcsActions.DeleteDisk, region).Set("DiskId", diskId), cancellation);

    /// <inheritdoc/>
    public async Task<string> CreateSnapshot(
        string region, string diskId, string name, IReadOnlyDictionary<string, string> tags, string token, CancellationToken cancellation)
    {
        var parameters = In(EcsActions.CreateSnapshot, region).Set("DiskId", diskId).Set("SnapshotName", name).SetTags(tags).Set("ClientToken", token);
        return (await client.Call<CreateSnapshotResponse>(region, parameters, cancellation)).SnapshotId;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CloudSnapshot>> FindSnapshots(string region, IReadOnlyList<string> snapshotIds, CancellationToken cancellation)
    {
        var found = new List<CloudSnapshot>();
        foreach (var ids in snapshotIds.Chunk(MostIds))
        {
            found.AddRange(await Snapshots(region, In(EcsActions.DescribeSnapshots, region).SetJson("SnapshotIds", ids), cancellation));
        }

        return found;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CloudSnapshot>> FindSnapshots(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
        => Snapshots(region, In(EcsActions.DescribeSnapshots, region).SetTags(tags), cancellation);

    /// <inheritdoc/>
    public Task DeleteSnapshot(string region, string snapshotId, CancellationToken cancellation)
        => Gone(region, In(EcsActions.DeleteSnapshot, region).Set("SnapshotId", snapshotId), cancellation);

    private async Task<IReadOnlyList<CloudDisk>> Disks(string region, ParameterWriter filter, CancellationToken cancellation)
    {
        var found = await client.Collect(region, filter, 100, (DescribeDisksResponse page) => page.Disks, cancellation);
        return
        [
            .. found
                .Select(disk => new CloudDisk(disk.DiskId, disk.DiskName, disk.Type == "system", disk.Device, disk.Size, disk.Status))
                .OrderByDescending(disk => disk.IsSystem)
                .ThenBy(disk => disk.Device.Length) // xvdz comes before xvdaa.
                .ThenBy(disk => disk.Device, StringComparer.Ordinal),
        ];
    }

    private async Task<IReadOnlyList<CloudSnapshot>> Snapshots(string region, ParameterWriter filter, CancellationToken cancellation)
    {
        var found = await client.Collect(region, filter, 100, (DescribeSnapshotsResponse page) => page.Snapshots, cancellation);
        return [.. found.Select(snapshot => new CloudSnapshot(snapshot.SnapshotId, snapshot.SourceDiskId, snapshot.Status, Percent(snapshot.Progress)))];
    }
}
