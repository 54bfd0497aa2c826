namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>How an export stands.</summary>
/// <param name="Status">Waiting, Processing, Finished, Failed, Deleted.</param>
/// <param name="Percent">0 to 100.</param>
/// <param name="Objects">When finished: keys in the bucket, system disk first.</param>
/// <param name="Error">The cloud's code and message when it failed, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.cloud.export-state")]
public sealed record ExportState(string Status, int Percent, IReadOnlyList<string> Objects, string? Error);
