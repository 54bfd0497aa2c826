using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Receipts;

/// <summary>An entry at which a <see cref="TreeWalk"/> stands.</summary>
/// <param name="Path">Below the root; empty for the root.</param>
/// <param name="Name">Last component; empty for the root.</param>
/// <param name="Stat">What it is.</param>
/// <param name="Parent">The open folder that holds it; the root itself for the root. Valid until the walk goes on.</param>
internal sealed record WalkedEntry(byte[] Path, byte[] Name, FileStat Stat, Descriptor Parent);
