using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Jobs.Layout;
using Microsoft.Extensions.Options;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Checks a request as a whole, before anything is created, and names every fault at once.</summary>
internal sealed class JobRequestValidator(IClouds clouds, IOptions<JobOptions> options, TimeProvider clock)
{
    /// <summary>Every fault of the request.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="source">The source server, or null when it is not known.</param>
    /// <param name="jobId">The job to be made; it may hold the source already.</param>
    /// <param name="cancellation">Ends the cloud's part.</param>
    public async Task<IReadOnlyList<Fault>> Check(JobRequest request, SourceView? source, string jobId, CancellationToken cancellation)
    {
        List<Fault> faults = [.. JobFormRules.Check(request, clock.GetUtcNow()), .. Source(request, source, jobId)];
        await Ask("transitRegion", faults, cloud => Transit(request, cloud, faults, cancellation));
        await Ask("transitBucket", faults, cloud => Grant(cloud, faults, cancellation));
        // Whether the edge node service is activated shows at the first question that it is asked.
        await Ask("imageRegion", faults, cloud => cloud.EdgeImages.FindByName(request.ImageNamePrefix, cancellation));
        return faults;
    }

    /// <summary>Bytes that the image of such a server probably has.</summary>
    public static long CompressedBytes(Inventory inventory, JobOptions options) => (long)(UsedBytes(inventory) * options.CompressedShare);

    private static long UsedBytes(Inventory inventory)
        => TargetPlanner.Migrated(inventory).SelectMany(disk => disk.Partitions).Where(partition => TargetPlanner.IsCopied(partition.FileSystem))
            .Sum(partition => partition.FileSystem!.UsedBytes);

    /// <summary>What the cloud says of the region, the bucket or the account is one more line of the same answer.</summary>
    private async Task Ask(string field, List<Fault> faults, Func<ICloud, Task> question)
    {
        try
        {
            await question(clouds.For("default"));
        }
        catch (FleetException refused)
        {
            // An account that can't be used says so once.
            faults.AddRange(refused.Faults.Where(fault => !faults.Exists(known => known.Code == fault.Code && known.Cause == fault.Cause))
                .Select(fault => fault with { Field = fault.Field ?? field }));
        }
    }

    private List<Fault> Source(JobRequest request, SourceView? source, string jobId)
    {
        if (source is null)
        {
            return request.SourceId.Length == 0 ? [] : [SourceErrors.Unknown.Fault(request.SourceId) with { Field = "sourceId" }];
        }

        var faults = Disks(request, source).ToList();
        if (source.State == SourceState.Offline)
        {
            faults.Add(SourceErrors.Offline.Fault($"{source.Name} was last heard of at {source.LastSeen:u}"));
        }
        else if (source.State != SourceState.Online)
        {
            faults.Add(SourceErrors.InvalidState.Fault($"{source.Name} is {source.StateText}"));
        }

        if (source.JobOpen && source.JobId != jobId)
        {
            faults.Add(SourceErrors.HasOpenJob.Fault($"{source.Name} has the open job {source.JobId}"));
        }

        if (request.Incremental && !source.Capabilities.Contains(LayoutRules.SendChanges, StringComparer.Ordinal))
        {
            faults.Add(JobErrors.CapabilityMissing.Fault($"an incremental job needs {LayoutRules.SendChanges}") with { Field = "incremental" });
        }

        return faults.ConvertAll(fault => fault with { Field = fault.Field ?? "sourceId" });
    }

    /// <summary>The image's disks, as the server has them or as the request wants them.</summary>
    private IEnumerable<Fault> Disks(JobRequest request, SourceView source)
    {
        var arrangement = LayoutPlanner.Of(source.Inventory, request.Disks);
        foreach (var fault in arrangement.Faults.Concat(LayoutRules.Abilities(request.Disks, arrangement.IsEdited, source.Capabilities)))
        {
            yield return fault;
        }

        var inventory = source.Inventory with { Disks = arrangement.Disks };
        // A layout that can't be made is not judged as if it were the source's own.
        var limits = arrangement.Faults.Count == 0 ? InventoryRules.Check(inventory) : [];
        foreach (var fault in limits)
        {
            yield return request.Disks.Count > 0 && InventoryRules.IsOfDisks(fault) ? fault with { Field = "disks" } : fault;
        }

        var compressed = CompressedBytes(inventory, options.Value);
        if (compressed > InventoryRules.LargestImage)
        {
            yield return JobErrors.ImageTooLarge.Fault($"{UsedBytes(inventory)} bytes are used, which makes about {compressed} bytes compressed; {InventoryRules.LargestImage} are allowed");
        }
    }

    /// <summary>Without the role the export fails when all the copying is done. An access key that may not look at roles proves nothing.</summary>
    private static async Task Grant(ICloud cloud, List<Fault> faults, CancellationToken cancellation)
    {
        if (await cloud.Roles.Exists(IRoles.ImageExport, cancellation) == false)
        {
            faults.Add(CloudErrors.NoExportRole.Fault($"the role {IRoles.ImageExport} does not exist") with { Field = "transitBucket" });
        }
    }

    private static async Task Transit(JobRequest request, ICloud cloud, List<Fault> faults, CancellationToken cancellation)
    {
        if (request.TransitBucket.Length > 0)
        {
            var region = await cloud.Buckets.RegionOf(request.TransitBucket, cancellation);
            if (region is null)
            {
                faults.Add(JobErrors.BucketNotFound.Fault(request.TransitBucket) with { Field = "transitBucket" });
            }
            else if (region != request.TransitRegion)
            {
                faults.Add(JobErrors.BucketInOtherRegion.Fault($"{request.TransitBucket} is in {region}, not in {request.TransitRegion}") with { Field = "transitBucket" });
            }
        }

        if (request.TransitRegion.Length == 0)
        {
            return;
        }

        var zone = await Zone(request, cloud, faults, cancellation);
        if (OfferChoice.Pick(await cloud.Compute.Offers(request.TransitRegion, cancellation), request.InstanceType, zone) is null)
        {
            faults.Add(request.InstanceType.Length > 0
                ? JobErrors.NoInstanceType.Fault($"{request.InstanceType} in {zone ?? request.TransitRegion}") with { Field = "instanceType" }
                : JobErrors.NoInstanceType.Fault($"in {zone ?? request.TransitRegion}") with { Field = "transitRegion" });
        }
    }

    private static async Task<string?> Zone(JobRequest request, ICloud cloud, List<Fault> faults, CancellationToken cancellation)
    {
        if (request.VpcId.Length == 0 || request.VSwitchId.Length == 0)
        {
            return null;
        }

        var vSwitch = await cloud.Networks.FindVSwitch(request.TransitRegion, request.VSwitchId, cancellation);
        if (vSwitch is null || vSwitch.VpcId != request.VpcId)
        {
            var cause = vSwitch is null ? $"{request.VSwitchId} does not exist in {request.TransitRegion}" : $"{request.VSwitchId} belongs to {vSwitch.VpcId}, not to {request.VpcId}";
            faults.Add(JobErrors.NetworkIncomplete.Fault(cause) with { Field = "vSwitchId" });
        }

        return vSwitch?.Zone;
    }
}
