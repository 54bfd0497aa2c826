namespace FleetMigrator.Receiver.Tools;

/// <summary>One call of an external program.</summary>
/// <param name="Program">Name, looked up in the fixed PATH, or absolute path.</param>
/// <param name="Arguments">Passed as they are; no shell reads them.</param>
internal sealed record ToolCall(string Program, params string[] Arguments)
{
    /// <summary>Partitioning and small checks take seconds; whoever knows of more says so.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(2);

    public TimeSpan Limit { get; init; } = DefaultLimit;

    public string? Input { get; init; }

    /// <summary>Also exit statuses that mean success, beside 0.</summary>
    public int[] AlsoGood { get; init; } = [];

    public override string ToString() => string.Join(' ', [Program, .. Arguments]);
}
