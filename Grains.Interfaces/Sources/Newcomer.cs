namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>A machine that wants to join.</summary>
/// <param name="Identity">By which it is known again.</param>
/// <param name="KeySha256">Of its agent's public key, lower-case hex: it survives another run of the install line, not a new machine.</param>
/// <param name="BootId">Of its kernel: two that differ at the same time are two machines. Empty where the agent does not say.</param>
[GenerateSerializer, Immutable, Alias("fleet.machine.newcomer")]
public sealed record Newcomer(MachineIdentity Identity, string KeySha256, string BootId);
