using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Without root the region has everything but instances, and says so.</summary>
internal sealed class NoInstances : IInstanceHost
{
    private static readonly WireError NotOffered = new(
        "OperationDenied", 403, "This region runs without a network (no root or --no-network), so it offers no instances.");

    public InternetNetwork? Internet => null;

    public void RequireOffered() => throw NotOffered.Because();

    public Task Open(string vSwitchId, CancellationToken cancellation) => Task.CompletedTask;

    public Task Close(string vSwitchId, CancellationToken cancellation) => Task.CompletedTask;

    public Task Start(
        Instance instance,
        IReadOnlyList<(string Device, string File)> disks,
        IReadOnlyList<InboundRule> firewall,
        Func<MetadataRequest, MetadataResponse> metadata,
        Action ended,
        CancellationToken cancellation) => throw NotOffered.Because();

    public Task Stop(string instanceId, IReadOnlyList<string> files, bool force, CancellationToken cancellation) => Task.CompletedTask;

    public Task RemoveRoot(string instanceId, CancellationToken cancellation) => Task.CompletedTask;

    public Task<ExecResult> Exec(string instanceId, string script, CancellationToken cancellation) => throw NotOffered.Because();

    public Task SetFirewall(string instanceId, IReadOnlyList<InboundRule> firewall, CancellationToken cancellation) => Task.CompletedTask;

    public void Flush(string file)
    {
        // Nothing is attached, so files hold all there is.
    }

    public Task<IReadOnlyList<Leftover>> Existing() => Task.FromResult<IReadOnlyList<Leftover>>([]);

    public Task StopAll() => Task.CompletedTask;
}
