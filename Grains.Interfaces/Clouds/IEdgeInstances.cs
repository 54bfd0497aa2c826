namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>Instances of the edge node service (ENS) of one account: what migrated images are made for.</summary>
public interface IEdgeInstances
{
    /// <summary>Edge nodes where an instance can be placed.</summary>
    Task<IReadOnlyList<string>> Nodes(CancellationToken cancellation);

    /// <summary>Instance types, in stock or not.</summary>
    Task<IReadOnlyList<EdgeInstanceType>> Types(CancellationToken cancellation);

    /// <summary>
    /// Makes and starts one pay-as-you-go instance from an image and returns its id at once, before it runs. The service takes no token
    /// here: an instance that already has this name is returned instead of a second one.
    /// </summary>
    Task<string> Create(EdgeInstanceRequest request, CancellationToken cancellation);

    /// <summary>The instance, or null.</summary>
    Task<EdgeInstance?> Find(string instanceId, CancellationToken cancellation);

    /// <summary>All instances of the account.</summary>
    Task<IReadOnlyList<EdgeInstance>> List(CancellationToken cancellation);

    /// <summary>Releases an instance, running or not; its disks go with it.</summary>
    Task Release(string instanceId, CancellationToken cancellation);
}
