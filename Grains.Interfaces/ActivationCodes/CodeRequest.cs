namespace FleetMigrator.Grains.Interfaces.ActivationCodes;

/// <summary>An activation code to be made.</summary>
/// <param name="Name">2 to 128 characters, or empty for a generated one.</param>
/// <param name="Description">At most 256 characters.</param>
/// <param name="Servers">How many servers may use it: 1 to 1,000.</param>
/// <param name="ValidDays">1 to 90.</param>
[GenerateSerializer, Immutable, Alias("fleet.code.request")]
public sealed record CodeRequest(string Name = "", string Description = "", int Servers = 200, int ValidDays = 90);
