using FleetMigrator.Grains.Interfaces.Notices;

namespace FleetMigrator.Silo.Api;

/// <summary>A target of notices as it comes in; the rules stand in the target.</summary>
internal sealed record TargetForm
{
    public string Name { get; init; } = "";

    public TargetKind Kind { get; init; }

    public string Url { get; init; } = "";

    public IReadOnlyList<string> Recipients { get; init; } = [];

    public IReadOnlyList<NoticeKind> Kinds { get; init; } = [];

    public bool Enabled { get; init; } = true;

    public TargetRequest ToRequest() => new(Name, Kind) { Url = Url, Recipients = Recipients, Kinds = Kinds, Enabled = Enabled };
}
