using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Grains.Jobs;

/// <summary>A cloud resource that was found by its tags.</summary>
internal sealed record TaggedResource(ResourceKind Kind, string Region, string Id);
