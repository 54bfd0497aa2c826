using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Quotas;
using FleetMigrator.Grains.Jobs;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Networks;

/// <summary>
/// Counts who uses the VPC of a region, because accounts have room for few of them. A place belongs to a job and is stored
/// before the VPC is made and taken back when its job is no longer open, so that no crash leaks the VPC.
/// </summary>
internal sealed partial class RegionNetwork(
    [PersistentState("network", "fleet")] IPersistentState<NetworkRecord> store,
    IClouds clouds,
    TimeProvider clock,
    ILogger<RegionNetwork> log) : Grain, IRegionNetwork
{
    private const string Name = "fleetmigrator-shared";
    private const string Range = "172.20.0.0/16";
    private const int Places = 256;

    // A job takes its place a moment before it is listed as open.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    private NetworkRecord Record => store.State;

    private string Region => this.GetPrimaryKeyString();

    private INetworks Networks => clouds.For("default").Networks;

    public async Task<NetworkPlace> Take(string jobId, string installation)
    {
        if (Record.Leases.Count == 0)
        {
            // The last one left a VPC that is on its way out: nobody moves into it.
            await Close();
        }

        var lease = Record.Leases.FirstOrDefault(known => known.JobId == jobId) ?? Free(jobId);
        var token = Record.Token ?? Ids.Of("fm", "network", installation, Region, $"{Record.Generation}");
        if (Record.Token is null || !Record.Leases.Contains(lease))
        {
            await this.Save(store, Record with
            {
                Token = token,
                Installation = Record.Token is null ? installation : Record.Installation,
                Leases = [.. Record.Leases.Union([lease])],
            });
        }

        if (Record.VpcId is null)
        {
            await this.Save(store, Record with { VpcId = await Make() });
            LogMade(Record.VpcId!, Region);
        }

        return new NetworkPlace(Record.VpcId!, $"172.20.{lease.Slot}.0/24");
    }

    public async Task Leave(string jobId)
    {
        if (Record.Leases.Any(lease => lease.JobId == jobId))
        {
            await this.Save(store, Record with { Leases = [.. Record.Leases.Where(lease => lease.JobId != jobId)] });
        }

        await Close();
    }

    public async Task<string?> Trim(IReadOnlyList<string> openJobs)
    {
        var id = Record.VpcId;
        var now = clock.GetUtcNow();
        var open = openJobs.ToHashSet(StringComparer.Ordinal);
        var kept = Record.Leases.Where(lease => open.Contains(lease.JobId) || now - lease.TakenAt < Settled).ToList();
        if (kept.Count < Record.Leases.Count)
        {
            LogTrimmed(Record.Leases.Count - kept.Count, Region);
            await this.Save(store, Record with { Leases = kept });
        }

        try
        {
            await Close();
        }
        catch (FleetException busy) when (busy.Fault.Cure == Cure.Wait)
        {
            // Something of a lost job is still in it; it goes first, and the VPC at a later look.
            LogBusy(Record.VpcId ?? Name, Region, busy.Message);
        }

        return id;
    }

    private NetworkLease Free(string jobId)
    {
        var taken = Record.Leases.Select(lease => lease.Slot).ToHashSet();
        return Enumerable.Range(0, Places).Where(slot => !taken.Contains(slot)).Select(slot => new NetworkLease(jobId, slot, clock.GetUtcNow())).FirstOrDefault()
            ?? throw CloudErrors.Quota.With($"all {Places} places in the shared VPC of {Region} are taken");
    }

    private Task<string> Make() => Networks.CreateVpc(
        Region, Name, Range, new Dictionary<string, string>(StringComparer.Ordinal) { [JobContext.InstallationTag] = Record.Installation }, Record.Token!, CancellationToken.None);

    /// <summary>Deletes the VPC that nobody uses any more.</summary>
    private async Task Close()
    {
        if (Record.Token is null || Record.Leases.Count > 0)
        {
            return;
        }

        // The answer of the call that made it may have been lost: the same token names what it made.
        var id = Record.VpcId ?? await Make();
        await Networks.DeleteVpc(Region, id, CancellationToken.None);
        if (await Networks.VpcStatus(Region, id, CancellationToken.None) is not null)
        {
            throw CloudErrors.Busy.With($"{id} is on its way out");
        }

        await this.Save(store, Record with { Token = null, VpcId = null, Generation = Record.Generation + 1 });
        await GrainFactory.GetGrain<IQuota>("default").Release(JobQuotas.NetworkOf(Region), [QuotaKind.Vpcs]);
        LogDeleted(id, Region);
    }

    [LoggerMessage(4311, LogLevel.Information, "The shared network {VpcId} of {Region} was made")]
    private partial void LogMade(string vpcId, string region);

    [LoggerMessage(4312, LogLevel.Information, "The shared network {VpcId} of {Region} was deleted with its last job")]
    private partial void LogDeleted(string vpcId, string region);

    [LoggerMessage(4313, LogLevel.Warning, "{Count} jobs that are no longer open lost their places in the shared network of {Region}")]
    private partial void LogTrimmed(int count, string region);

    [LoggerMessage(4314, LogLevel.Warning, "The shared network {VpcId} of {Region} cannot be deleted yet: {Reason}")]
    private partial void LogBusy(string vpcId, string region, string reason);
}
