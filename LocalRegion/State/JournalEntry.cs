namespace FleetMigrator.LocalRegion.State;

/// <summary>One document of a commit; without content it is deleted.</summary>
internal sealed record JournalEntry(string Kind, string Id, byte[]? Content);
