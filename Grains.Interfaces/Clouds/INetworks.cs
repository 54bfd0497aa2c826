namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>VPCs and vSwitches of one account.</summary>
public interface INetworks
{
    /// <summary>Starts making a VPC and returns its id.</summary>
    Task<string> CreateVpc(string region, string name, string cidr, IReadOnlyDictionary<string, string> tags, string token, CancellationToken cancellation);

    /// <summary>Its status (<c>Pending</c>, <c>Available</c>), or null when there is none.</summary>
    Task<string?> VpcStatus(string region, string vpcId, CancellationToken cancellation);

    /// <summary>Ids of VPCs with all of these tags.</summary>
    Task<IReadOnlyList<string>> FindVpcs(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation);

    /// <summary>Deletes a VPC; FM-4010 while something is still in it.</summary>
    Task DeleteVpc(string region, string vpcId, CancellationToken cancellation);

    /// <summary>Starts making a vSwitch and returns its id.</summary>
    Task<string> CreateVSwitch(string region, string vpcId, string zone, string name, string cidr, IReadOnlyDictionary<string, string> tags, string token, CancellationToken cancellation);

    /// <summary>The vSwitch, or null.</summary>
    Task<CloudVSwitch?> FindVSwitch(string region, string vSwitchId, CancellationToken cancellation);

    /// <summary>Ids of vSwitches with all of these tags.</summary>
    Task<IReadOnlyList<string>> FindVSwitches(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation);

    /// <summary>Deletes a vSwitch; FM-4010 while something is still in it.</summary>
    Task DeleteVSwitch(string region, string vSwitchId, CancellationToken cancellation);
}
