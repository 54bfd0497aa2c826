namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>Facts by which the same machine is known again; empty where the machine does not say.</summary>
/// <param name="ProductUuid">DMI product UUID.</param>
/// <param name="ProductSerial">DMI product serial.</param>
/// <param name="MachineId">/etc/machine-id.</param>
/// <param name="MacAddresses">Lower case, sorted.</param>
[GenerateSerializer, Immutable, Alias("fleet.source.identity")]
public sealed record MachineIdentity(string ProductUuid, string ProductSerial, string MachineId, IReadOnlyList<string> MacAddresses)
{
    /// <summary>The id of the source server that this machine is, whichever code it joins with.</summary>
    public string SourceId(string account)
        => Ids.Of("s", account, ProductUuid, ProductSerial, MachineId, MacAddresses.Count > 0 ? MacAddresses[0] : "");

    /// <summary>Key of the <see cref="IMachine"/> that knows it: what a copy of a disk shares with its original.</summary>
    public string MachineKey(string account)
        => MachineId.Length > 0 ? Ids.Of("m", account, "machine-id", MachineId) : Ids.Of("m", account, SourceId(account));
}
