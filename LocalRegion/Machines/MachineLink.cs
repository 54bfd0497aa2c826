namespace FleetMigrator.LocalRegion.Machines;

/// <summary>A network interface of a machine.</summary>
/// <param name="Bridge">Where its other end is plugged in.</param>
/// <param name="Interface">Its name inside, such as <c>eth0</c>.</param>
/// <param name="Address">Address with prefix length: <c>172.16.0.5/24</c>.</param>
/// <param name="Gateway">Default route, or null for none.</param>
/// <param name="HardwareAddress">Chosen by the kernel when null.</param>
public sealed record MachineLink(Bridge Bridge, string Interface, string Address, string? Gateway = null, string? HardwareAddress = null);
