using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Sources;

/// <summary>A machine that joined: as which source server, with which agent's key.</summary>
internal sealed record KnownMachine(string SourceId, string KeySha256, MachineIdentity Identity);
