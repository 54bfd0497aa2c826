namespace FleetMigrator.Benchmarks.Data;

/// <summary>One copy of a server's file systems.</summary>
/// <param name="Took">Until everything is durable.</param>
/// <param name="Bytes">What the files hold, without holes.</param>
/// <param name="WireBytes">What was sent, both ways.</param>
internal sealed record Copied(TimeSpan Took, long Bytes, long WireBytes);
