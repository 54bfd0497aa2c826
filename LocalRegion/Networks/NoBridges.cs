namespace FleetMigrator.LocalRegion.Networks;

/// <summary>Without root there are no instances, so a vSwitch is nothing but its range.</summary>
internal sealed class NoBridges : ISwitchBridges
{
    public Task Open(string vSwitchId, CancellationToken cancellation) => Task.CompletedTask;

    public Task Close(string vSwitchId, CancellationToken cancellation) => Task.CompletedTask;
}
