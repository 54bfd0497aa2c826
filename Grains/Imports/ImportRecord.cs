using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Imports;

namespace FleetMigrator.Grains.Imports;

/// <summary>What an import stores.</summary>
internal sealed record ImportRecord
{
    public int Version { get; init; } = 1;

    /// <summary>Null while there is no such import.</summary>
    public ImportRequest? Request { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether the cloud was asked for the instances.</summary>
    public bool IsListed { get; init; }

    public Fault? Fault { get; init; }

    /// <summary>The activation code of this import, in clear as long as it is needed, and how many places it has left.</summary>
    public string Code { get; init; } = "";

    public int CodePlaces { get; init; }

    public IReadOnlyList<ImportItem> Items { get; init; } = [];

    public bool IsOpen => Request is not null && EndedAt is null;
}
