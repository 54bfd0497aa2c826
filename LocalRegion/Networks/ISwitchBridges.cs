namespace FleetMigrator.LocalRegion.Networks;

/// <summary>What carries a vSwitch's traffic on this host.</summary>
internal interface ISwitchBridges
{
    Task Open(string vSwitchId, CancellationToken cancellation);

    Task Close(string vSwitchId, CancellationToken cancellation);
}
