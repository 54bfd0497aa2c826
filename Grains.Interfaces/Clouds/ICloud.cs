namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>
/// One cloud account, in the product's words. Every method that creates takes a token and may be repeated with it;
/// every delete succeeds when the thing is already gone. Failures are <see cref="Errors.FleetException"/> with a
/// code FM-4xxx; those whose cure is to wait were already tried several times.
/// </summary>
public interface ICloud
{
    /// <summary>Instances, disks, snapshots, images, security groups.</summary>
    ICompute Compute { get; }

    /// <summary>Instances of people, as migration sources.</summary>
    ICloudServers Servers { get; }

    /// <summary>VPCs and vSwitches.</summary>
    INetworks Networks { get; }

    /// <summary>Object storage.</summary>
    IBuckets Buckets { get; }

    /// <summary>Images of the edge node service.</summary>
    IEdgeImages EdgeImages { get; }

    /// <summary>Instances of the edge node service.</summary>
    IEdgeInstances EdgeInstances { get; }

    /// <summary>What services of the cloud may do for the account.</summary>
    IRoles Roles { get; }
}
