namespace FleetMigrator.Receiver.Boot;

/// <summary>One entry of the boot menu.</summary>
/// <param name="FileSystem">The file system that its paths are on, as the search command names it; empty when it does not.</param>
/// <param name="Kernel">Path of the kernel on that file system; empty for entries that start no Linux.</param>
/// <param name="CommandLine">The kernel's arguments.</param>
internal sealed record GrubEntry(string Title, string FileSystem, string Kernel, IReadOnlyList<string> CommandLine, IReadOnlyList<string> Initramfs)
{
    /// <summary>What root= says, or empty.</summary>
    public string Root => CommandLine.FirstOrDefault(word => word.StartsWith("root=", StringComparison.Ordinal))?[5..] ?? "";
}
