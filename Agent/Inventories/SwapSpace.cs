namespace FleetMigrator.Agent.Inventories;

/// <summary>One line of <c>/proc/swaps</c>.</summary>
/// <param name="Path">Device or file.</param>
/// <param name="IsFile">A file is left out of the copy: its content is worth nothing on another machine.</param>
internal sealed record SwapSpace(string Path, bool IsFile)
{
    public static IReadOnlyList<SwapSpace> Read() => File.Exists("/proc/swaps") ? Parse(File.ReadAllText("/proc/swaps")) : [];

    public static IReadOnlyList<SwapSpace> Parse(string text)
        => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length >= 2)
            .Select(words => new SwapSpace(words[0].Replace("\\040", " "), words[1] == "file"))];
}
