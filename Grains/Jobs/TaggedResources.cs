using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Everything that carries tags of ours, whatever any record says: found, and deleted.</summary>
internal static class TaggedResources
{
    /// <summary>The kinds that can carry tags, in the order in which they can be deleted.</summary>
    public static IReadOnlyList<ResourceKind> Kinds { get; } =
    [
        ResourceKind.Instance, ResourceKind.Disk, ResourceKind.Image, ResourceKind.Snapshot, ResourceKind.SecurityGroup, ResourceKind.VSwitch, ResourceKind.Vpc,
    ];

    /// <summary>All resources of a region with all of these tags. Disks that hang on an instance go with it and are not listed.</summary>
    public static async Task<IReadOnlyList<TaggedResource>> Find(ICloud cloud, string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
    {
        var (compute, networks) = (cloud.Compute, cloud.Networks);
        var instances = await compute.FindInstances(region, tags, cancellation);
        var disks = await compute.FindDisks(region, tags, cancellation);
        var images = await compute.FindImages(region, tags, cancellation);
        var snapshots = await compute.FindSnapshots(region, tags, cancellation);
        return
        [
            .. Of(ResourceKind.Instance, instances.Select(instance => instance.Id)),
            .. Of(ResourceKind.Disk, disks.Where(disk => disk.Status == "Available").Select(disk => disk.Id)),
            .. Of(ResourceKind.Image, images.Select(image => image.Id)),
            .. Of(ResourceKind.Snapshot, snapshots.Select(snapshot => snapshot.Id)),
            .. Of(ResourceKind.SecurityGroup, await compute.FindSecurityGroups(region, tags, cancellation)),
            .. Of(ResourceKind.VSwitch, await networks.FindVSwitches(region, tags, cancellation)),
            .. Of(ResourceKind.Vpc, await networks.FindVpcs(region, tags, cancellation)),
        ];

        IEnumerable<TaggedResource> Of(ResourceKind kind, IEnumerable<string> ids) => ids.Select(id => new TaggedResource(kind, region, id));
    }

    /// <summary>Deletes one; succeeds when it is already gone.</summary>
    public static Task Delete(ICloud cloud, TaggedResource resource, CancellationToken cancellation)
    {
        var (region, id) = (resource.Region, resource.Id);
        return resource.Kind switch
        {
            ResourceKind.Instance => cloud.Compute.DeleteInstance(region, id, cancellation),
            ResourceKind.Disk => cloud.Compute.DeleteDisk(region, id, cancellation),
            ResourceKind.Image => cloud.Compute.DeleteImage(region, id, cancellation),
            ResourceKind.Snapshot => cloud.Compute.DeleteSnapshot(region, id, cancellation),
            ResourceKind.SecurityGroup => cloud.Compute.DeleteSecurityGroup(region, id, cancellation),
            ResourceKind.VSwitch => cloud.Networks.DeleteVSwitch(region, id, cancellation),
            ResourceKind.Vpc => cloud.Networks.DeleteVpc(region, id, cancellation),
            _ => throw new InvalidOperationException($"{resource.Kind} carries no tags"),
        };
    }
}
