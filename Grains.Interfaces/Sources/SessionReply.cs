namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>The answer to a hello or heartbeat of an agent or receiver.</summary>
/// <param name="HeartbeatEvery">Pause until the next heartbeat.</param>
/// <param name="Registered">False: the activation does not know this session (it moved or restarted); say hello again.</param>
[GenerateSerializer, Immutable, Alias("fleet.session-reply")]
public sealed record SessionReply(TimeSpan HeartbeatEvery, bool Registered);
