namespace FleetMigrator.LocalRegion.Machines;

/// <summary>How a command ended: its exit code and what it said on both outputs, as UTF-8.</summary>
public sealed record ExecResult(int ExitCode, string Output, string Error);
