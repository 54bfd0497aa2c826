using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Interfaces.Quotas;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Which limits a job counts for, by its record alone.</summary>
internal static class JobQuotas
{
    /// <summary>What it needs before its current step goes on.</summary>
    public static IReadOnlyList<QuotaKind> Needed(JobRecord job)
    {
        if (job.Status != JobStatus.Running)
        {
            return [];
        }

        // Whoever cleans up gives back; nobody may keep him from it.
        return job.Step switch
        {
            JobStep.CleanUp or JobStep.EndRun => [],
            JobStep.PrepareNetwork when job.Request!.VpcId.Length == 0 => [QuotaKind.RunningJobs, QuotaKind.Vpcs],
            JobStep.StartInstance => [QuotaKind.RunningJobs, QuotaKind.Instances],
            JobStep.ExportImage => [QuotaKind.RunningJobs, QuotaKind.ExportsAtOnce, QuotaKind.ExportsPerWeek],
            JobStep.ImportEdgeImage => [QuotaKind.RunningJobs, QuotaKind.EdgeImports],
            _ => [QuotaKind.RunningJobs],
        };
    }

    /// <summary>What it has in use, whether or not it runs: things in the cloud count until they are gone.</summary>
    public static IReadOnlySet<QuotaKind> Used(JobRecord job)
    {
        var used = Needed(job).ToHashSet();
        foreach (var entry in job.Ledger.Where(entry => entry.State is ResourceState.Intended or ResourceState.Exists))
        {
            switch (entry.Kind)
            {
                case ResourceKind.Instance:
                    used.Add(QuotaKind.Instances);
                    break;
                case ResourceKind.Vpc:
                    used.Add(QuotaKind.Vpcs);
                    break;
            }
        }

        return used;
    }

    /// <summary>The questions to the quota, each with the kinds that are asked for together.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="job">Its record.</param>
    /// <param name="kinds">What is asked for.</param>
    /// <param name="since">Since when it has waited.</param>
    public static IEnumerable<QuotaRequest> Requests(string jobId, JobRecord job, IEnumerable<QuotaKind> kinds, DateTimeOffset since)
    {
        var request = job.Request!;
        var group = request.ResourceGroup.Length > 0 ? request.ResourceGroup : "default";
        return kinds.GroupBy(kind => kind switch
        {
            // The VPC of a region is one, however many jobs share it.
            QuotaKind.Vpcs => (Holder: NetworkOf(request.TransitRegion), Region: request.TransitRegion),
            QuotaKind.EdgeImports => (Holder: jobId, Region: request.ImageRegion),
            _ => (Holder: jobId, Region: request.TransitRegion),
        }).Select(part => new QuotaRequest(part.Key.Holder, [.. part], part.Key.Region, group, since, $"{job.Run}.{job.Attempt}"));
    }

    /// <summary>Who holds the VPC that jobs of a region share.</summary>
    public static string NetworkOf(string region) => $"network/{region}";
}
