namespace FleetMigrator.Grains.Interfaces.Notices;

/// <summary>Who is to be told of what.</summary>
/// <param name="Name">2 to 128 characters.</param>
/// <param name="Kind">How.</param>
[GenerateSerializer, Immutable, Alias("fleet.notice.target.request")]
public sealed record TargetRequest(string Name, TargetKind Kind)
{
    /// <summary>Address of a webhook, http or https.</summary>
    [Id(0)]
    public string Url { get; init; } = "";

    /// <summary>Mail addresses, 1 to 50.</summary>
    [Id(1)]
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>What to be told of; empty for everything.</summary>
    [Id(2)]
    public IReadOnlyList<NoticeKind> Kinds { get; init; } = [];

    /// <summary>False: takes nothing for the time being.</summary>
    [Id(3)]
    public bool Enabled { get; init; } = true;
}
