namespace FleetMigrator.Receiver.Kernel;

/// <summary>One line of mountinfo.</summary>
internal sealed record MountPoint(DeviceNumber Device, string Target, string Type, string Source);
