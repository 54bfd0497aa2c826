using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.Demo.Leaks;

/// <summary>What a migration left in the cloud, asked through the cloud's own calls and not from anybody's records.</summary>
internal static class RegionLeftovers
{
    /// <summary>Empty when there is nothing. Every resource of the account counts, tagged or not.</summary>
    public static async Task<IReadOnlyList<string>> List(ICloud cloud, string region, string bucket, CancellationToken cancellation)
    {
        var all = new Dictionary<string, string>();
        var left = new List<string>();
        left.AddRange((await cloud.Compute.FindInstances(region, all, cancellation)).Select(instance => $"instance {instance.Id}"));
        left.AddRange((await cloud.Compute.FindDisks(region, all, cancellation)).Select(disk => $"disk {disk.Id}"));
        left.AddRange((await cloud.Compute.FindSnapshots(region, all, cancellation)).Select(snapshot => $"snapshot {snapshot.Id}"));
        left.AddRange((await cloud.Compute.FindImages(region, all, cancellation)).Select(image => $"image {image.Id}"));
        left.AddRange((await cloud.Compute.FindSecurityGroups(region, all, cancellation)).Select(group => $"security group {group}"));
        left.AddRange((await cloud.Networks.FindVSwitches(region, all, cancellation)).Select(network => $"vSwitch {network}"));
        left.AddRange((await cloud.Networks.FindVpcs(region, all, cancellation)).Select(network => $"VPC {network}"));
        left.AddRange((await cloud.Buckets.ListObjects(region, bucket, "", cancellation)).Select(item => $"object {item.Key}"));
        left.AddRange((await cloud.Buckets.PendingUploads(region, bucket, "", cancellation)).Select(upload => $"upload {upload.Key}"));
        left.AddRange((await cloud.EdgeInstances.List(cancellation)).Select(instance => $"edge instance {instance.Id}"));
        return left;
    }
}
