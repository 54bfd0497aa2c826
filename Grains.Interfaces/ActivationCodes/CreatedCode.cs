namespace FleetMigrator.Grains.Interfaces.ActivationCodes;

/// <summary>A code at the only moment at which its secret is known.</summary>
/// <param name="View">The code as it is shown later.</param>
/// <param name="Code">What an agent presents: id and secret in one word. Stored only as a hash.</param>
[GenerateSerializer, Immutable, Alias("fleet.code.created")]
public sealed record CreatedCode(CodeView View, string Code);
