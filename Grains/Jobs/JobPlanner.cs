using FleetMigrator.Grains.Costs;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Jobs.Layout;
using Microsoft.Extensions.Options;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Says what would come of a request, before anything is made.</summary>
internal sealed class JobPlanner(JobRequestValidator validator, IClouds clouds, IOptions<JobOptions> options, IOptions<PriceOptions> prices)
{
    /// <summary>The plan.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="source">The source server, or null when it is not known.</param>
    /// <param name="jobId">The job that would be made.</param>
    /// <param name="cancellation">Ends the cloud's part.</param>
    public async Task<JobPlan> Of(JobRequest request, SourceView? source, string jobId, CancellationToken cancellation)
    {
        var faults = await validator.Check(request, source, jobId, cancellation);
        if (source is null)
        {
            return new JobPlan(faults, [], [], null);
        }

        // A layout that cannot be made is not planned as if it were the source's own.
        var arrangement = LayoutPlanner.Of(source.Inventory, request.Disks);
        var plan = arrangement.Faults.Count == 0 && source.Inventory.Disks.Any(disk => disk.IsSystem) ? TargetPlanner.Plan(source.Inventory, request.Disks) : null;
        var instance = plan is null || faults.Any(fault => fault.Code == JobErrors.NoInstanceType.Id) ? null : await Instance(request, plan, cancellation);
        return new JobPlan(faults, [.. Limits(request, source.Inventory with { Disks = arrangement.Disks }, faults)], plan?.Changes ?? [], instance);
    }

    private IEnumerable<PlannedLimit> Limits(JobRequest request, Inventory inventory, IReadOnlyList<Fault> faults)
    {
        var data = TargetPlanner.Migrated(inventory).Where(disk => !disk.IsSystem).ToList();
        var largest = data.Count == 0 ? 0 : TargetPlanner.SizeGib(data.Max(disk => disk.SizeBytes));
        var compressed = JobRequestValidator.CompressedBytes(inventory, options.Value);
        PlannedLimit Limit(LimitOrigin origin, string name, string allowed, string found, string code)
            => new(origin, name, allowed, found, faults.FirstOrDefault(fault => fault.Code == code));

        yield return Limit(LimitOrigin.Export, "Data disks", "at most 4", $"{data.Count}", SourceErrors.TooManyDisks.Id);
        yield return Limit(LimitOrigin.Export, "Size of a data disk", "at most 500 GiB", data.Count == 0 ? "no data disk" : $"{largest} GiB", SourceErrors.DiskTooLarge.Id);
        yield return Limit(LimitOrigin.Import, "Operating system", "Linux", inventory.OsName.Length > 0 ? inventory.OsName : inventory.OsFamily, SourceErrors.NotLinux.Id);
        yield return Limit(LimitOrigin.Import, "Architecture", "x86-64", inventory.Architecture, SourceErrors.NotX86.Id);
        yield return Limit(LimitOrigin.Import, "Image storage region", string.Join(" or ", ImageRegions.All.Values), ImageRegions.All.GetValueOrDefault(request.ImageRegion, request.ImageRegion), JobErrors.BadImageRegion.Id);
        yield return Limit(LimitOrigin.Import, "Compressed size of all disks", "at most 1 TiB", $"about {Amount.Bytes(compressed)}", JobErrors.ImageTooLarge.Id);
    }

    private async Task<PlannedInstance?> Instance(JobRequest request, MigrationPlan plan, CancellationToken cancellation)
    {
        if (request.TransitRegion.Length == 0)
        {
            return null;
        }

        try
        {
            var cloud = clouds.For("default");
            var vSwitch = request.VSwitchId.Length > 0 ? await cloud.Networks.FindVSwitch(request.TransitRegion, request.VSwitchId, cancellation) : null;
            if (OfferChoice.Pick(await cloud.Compute.Offers(request.TransitRegion, cancellation), request.InstanceType, vSwitch?.Zone) is not { } offer)
            {
                return null;
            }

            var image = PublicImageChoice.Pick(await cloud.Compute.PublicImages(request.TransitRegion, cancellation), options.Value.PublicImageId);
            var gib = plan.InstanceGib(image?.SizeGib ?? 0);
            var perHour = JobCosts.Instance(offer.Cpus, offer.MemoryGib, prices.Value) + JobCosts.Month(gib, prices.Value.DiskGibMonth);
            return new PlannedInstance(offer.Type, offer.Zone, gib, prices.Value.Currency, decimal.Round(perHour, 4));
        }
        catch (FleetException)
        {
            // The validator asked the same and has told why.
            return null;
        }
    }
}
