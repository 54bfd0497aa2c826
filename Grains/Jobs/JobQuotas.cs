using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Interfaces.Quotas;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Which limits a job counts for, and where.</summary>
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
            JobStep.CleanUp => [],
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

    /// <summary>The region in which a kind counts.</summary>
    public static string RegionOf(JobRequest request, QuotaKind kind) => kind == QuotaKind.EdgeImports ? request.ImageRegion : request.TransitRegion;

    /// <summary>The resource group for which it counts.</summary>
    public static string GroupOf(JobRequest request) => request.ResourceGroup.Length > 0 ? request.ResourceGroup : "default";
}
