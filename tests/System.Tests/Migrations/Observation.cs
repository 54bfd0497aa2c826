using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.System.Tests.Migrations;

/// <summary>What was seen of the outside world while data was being sent.</summary>
/// <param name="Instance">The intermediate instance, as the region describes it.</param>
/// <param name="Disks">Its disks.</param>
/// <param name="AgentConnections">Remote address:port of each established connection of the source server.</param>
/// <param name="OpenPorts">Ports of the instance that answer from outside, of those tried.</param>
/// <param name="SourceDiskOpened">What happened when a process of the instance tried to open the source server's disk.</param>
internal sealed record Observation(
    CloudInstance Instance,
    IReadOnlyList<CloudDisk> Disks,
    IReadOnlyList<string> AgentConnections,
    IReadOnlyList<int> OpenPorts,
    string SourceDiskOpened);
