namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>Instances that people run, as migration sources: found, and told to run a command through Cloud Assistant.</summary>
public interface ICloudServers
{
    /// <summary>The instances that match all that is asked for, at most 10,000.</summary>
    Task<IReadOnlyList<CloudServer>> Find(string region, ServerFilter filter, CancellationToken cancellation);

    /// <summary>The instances among these whose Cloud Assistant answers.</summary>
    Task<IReadOnlyList<string>> Reachable(string region, IReadOnlyList<string> instanceIds, CancellationToken cancellation);

    /// <summary>Starts a shell script as root on one instance and returns the invocation's id; the same token never starts it twice.</summary>
    /// <param name="region">Region of the instance.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="script">At most 18 KB.</param>
    /// <param name="limit">After which Cloud Assistant ends it. From 10 s to 1 day.</param>
    /// <param name="token">At most 64 characters.</param>
    /// <param name="cancellation">Ends the wait, not the command.</param>
    Task<string> Run(string region, string instanceId, string script, TimeSpan limit, string token, CancellationToken cancellation);

    /// <summary>How a command stands on an instance; null when the cloud does not list it (yet).</summary>
    Task<ServerCommand?> Result(string region, string invocationId, string instanceId, CancellationToken cancellation);
}
