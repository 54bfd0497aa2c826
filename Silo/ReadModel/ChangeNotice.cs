namespace FleetMigrator.Silo.ReadModel;

/// <summary>Things that changed since the last notice.</summary>
/// <param name="Ids">Their ids, of whatever kind.</param>
[GenerateSerializer, Immutable, Alias("fleet.change-notice")]
internal sealed record ChangeNotice(IReadOnlyList<string> Ids);
