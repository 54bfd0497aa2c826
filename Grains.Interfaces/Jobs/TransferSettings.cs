namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>How data is sent.</summary>
/// <param name="CompressionLevel">0 (none) to 10.</param>
/// <param name="SpeedLimitMbps">Megabit a second on the wire; 0 is unlimited.</param>
/// <param name="ChecksumVerification">Read the target again after the copy and compare.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.settings")]
public sealed record TransferSettings(int CompressionLevel = 7, int SpeedLimitMbps = 0, bool ChecksumVerification = false);
