namespace FleetMigrator.Benchmarks.Figures;

/// <summary>One measurement.</summary>
/// <param name="Case">What was done, with its size.</param>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">Such as <c>ms</c> or <c>MB/s</c>.</param>
/// <param name="Value">Ours.</param>
/// <param name="Peer">What it is compared with in the same run; null where there is nothing like it.</param>
/// <param name="PeerValue">The peer's, on the same input.</param>
internal sealed record Figure(string Case, string Name, string Unit, double Value, string? Peer = null, double? PeerValue = null)
{
    /// <summary>Ours over the peer's.</summary>
    public double? Ratio => PeerValue is { } other and not 0 ? Value / other : null;
}
