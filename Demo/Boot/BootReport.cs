namespace FleetMigrator.Demo.Boot;

/// <summary>What a boot showed.</summary>
/// <param name="ToLogin">From power-on to the login prompt.</param>
/// <param name="Mounts">Mount points of disks, as the booted system lists them.</param>
/// <param name="ConsoleLog">The serial console's whole output.</param>
public sealed record BootReport(TimeSpan ToLogin, IReadOnlyList<string> Mounts, string ConsoleLog);
