namespace FleetMigrator.Grains.Interfaces.Access;

/// <summary>An access key to be made.</summary>
/// <param name="Name">2 to 128 characters, beginning with a letter.</param>
/// <param name="Scope">What it allows.</param>
/// <param name="ValidDays">1 to 365.</param>
/// <param name="Description">At most 256 characters, no address.</param>
[GenerateSerializer, Immutable, Alias("fleet.access-key.request")]
public sealed record AccessKeyRequest(string Name = "", AccessScope Scope = AccessScope.Enrol, int ValidDays = 90, string Description = "");
