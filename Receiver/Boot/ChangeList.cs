namespace FleetMigrator.Receiver.Boot;

/// <summary>Says which files were changed, one line each; a folder full of them (GRUB's modules) is one line with their number.</summary>
internal static class ChangeList
{
    /// <summary>Fewer than these are named one by one.</summary>
    private const int Crowd = 20;

    public static IEnumerable<string> Of(IEnumerable<string> paths) => paths
        .GroupBy(path => path[..(path.LastIndexOf('/') + 1)], StringComparer.Ordinal)
        .OrderBy(folder => folder.Key, StringComparer.Ordinal)
        .SelectMany(folder => folder.Count() < Crowd
            ? folder.Order(StringComparer.Ordinal).Select(path => $"changed: {path}")
            : [$"changed: {folder.Key} ({folder.Count()} files)"]);
}
