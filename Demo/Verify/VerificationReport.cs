namespace FleetMigrator.Demo.Verify;

/// <summary>What a comparison of source and image found.</summary>
/// <param name="Entries">Entries compared.</param>
/// <param name="Expected">Differences that must or may be, with their reasons.</param>
/// <param name="Wrong">All others: the copy is not faithful.</param>
internal sealed record VerificationReport(int Entries, IReadOnlyList<(Difference Difference, string Reason)> Expected, IReadOnlyList<Difference> Wrong);
