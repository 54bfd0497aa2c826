namespace FleetMigrator.Demo.Verify;

/// <summary>A place where source and image must or may differ, and why.</summary>
/// <param name="Prefix">The path itself, or everything below it when it ends with a slash.</param>
/// <param name="Whats">Aspects that may differ; empty for all.</param>
/// <param name="Reason">For people.</param>
internal sealed record ExpectedDifference(string Prefix, string[] Whats, string Reason)
{
    public bool Covers(Difference difference)
        => (difference.Path == Prefix.TrimEnd('/') || (Prefix.EndsWith('/') && difference.Path.StartsWith(Prefix, StringComparison.Ordinal)))
            && (Whats.Length == 0 || Whats.Contains(difference.What, StringComparer.Ordinal));
}
