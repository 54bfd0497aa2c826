namespace FleetMigrator.Receiver.Receiving;

/// <summary>Where agents dial; other numbers are for tests only.</summary>
internal sealed record TransferPorts(int Control = 8080, int Data = 8703);
