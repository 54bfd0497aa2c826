using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>A custom image. Public images are not documents: they come from the command line.</summary>
internal sealed record Image(
    string Id,
    string Region,
    string Name,
    string Family,
    string Version,
    string Description,
    string Architecture,
    string Platform,
    string BootMode,
    string ResourceGroup,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<ImageDisk> Disks,
    DateTimeOffset Created,
    ImageStatus Status,
    string? Failure) : IDocument;
