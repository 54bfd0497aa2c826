using FleetMigrator.LocalRegion.Machines;
using FleetMigrator.LocalRegion.Networks;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>What really runs instances.</summary>
internal interface IInstanceHost : ISwitchBridges
{
    /// <summary>The network of public addresses; null where there are no instances.</summary>
    InternetNetwork? Internet { get; }

    /// <summary>Throws the error that a caller gets where there are no instances.</summary>
    void RequireOffered();

    /// <summary>Starts the instance with these disks, or takes over the one that still runs.</summary>
    /// <param name="instance">What to start.</param>
    /// <param name="disks">Data disks with their files, in device order.</param>
    /// <param name="firewall">Inbound rules.</param>
    /// <param name="metadata">Answers the instance's questions about itself.</param>
    /// <param name="ended">Called when the instance ends by itself.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    Task Start(
        Instance instance,
        IReadOnlyList<(string Device, string File)> disks,
        IReadOnlyList<InboundRule> firewall,
        Func<MetadataRequest, MetadataResponse> metadata,
        Action ended,
        CancellationToken cancellation);

    /// <summary>Ends the instance and detaches its disks; its root stays.</summary>
    Task Stop(string instanceId, IReadOnlyList<string> files, bool force, CancellationToken cancellation);

    /// <summary>Removes the root of an instance that has ended.</summary>
    Task RemoveRoot(string instanceId, CancellationToken cancellation);

    /// <summary>Runs a shell script inside, as root, until it ends or is cancelled.</summary>
    /// <exception cref="MachineException">The instance does not run.</exception>
    Task<ExecResult> Exec(string instanceId, string script, CancellationToken cancellation);

    Task SetFirewall(string instanceId, IReadOnlyList<InboundRule> firewall, CancellationToken cancellation);

    /// <summary>Brings what was written to an attached disk into its file.</summary>
    void Flush(string file);

    /// <summary>Machines, bridges, loop devices and mounts that exist on the host now.</summary>
    Task<IReadOnlyList<Leftover>> Existing();

    /// <summary>Ends everything on the host; state stays.</summary>
    Task StopAll();
}
