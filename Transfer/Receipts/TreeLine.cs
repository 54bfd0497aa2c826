namespace FleetMigrator.Transfer.Receipts;

/// <summary>An entry of a mounted volume, with its path as a manifest writes it.</summary>
internal sealed record TreeLine(WalkedEntry Entry, string Path);
