namespace FleetMigrator.Silo.Api;

/// <summary>Servers and jobs to be moved.</summary>
internal sealed record MemberForm
{
    public IReadOnlyList<string> Ids { get; init; } = [];
}
