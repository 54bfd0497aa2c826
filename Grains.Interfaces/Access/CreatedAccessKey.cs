namespace FleetMigrator.Grains.Interfaces.Access;

/// <summary>An access key at the only moment at which its secret is known.</summary>
/// <param name="View">The key as it is shown later; its id is the other half of the pair.</param>
/// <param name="Secret">160 random bits, stored only as a hash.</param>
[GenerateSerializer, Immutable, Alias("fleet.access-key.created")]
public sealed record CreatedAccessKey(AccessKeyView View, string Secret);
