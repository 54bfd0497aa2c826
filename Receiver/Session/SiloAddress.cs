namespace FleetMigrator.Receiver.Session;

/// <summary>What the command line says about the silo.</summary>
internal sealed record SiloAddress(Uri Silo, byte[] CaSha256, string Token);
