namespace FleetMigrator.Demo.Sources;

/// <summary>The image files of a source server's disks.</summary>
/// <param name="Root">GPT: 1 BIOS boot, 2 root (ext4), 3 swap.</param>
/// <param name="Data">GPT: 1 data.</param>
public sealed record SourceDisks(string Root, string Data);
