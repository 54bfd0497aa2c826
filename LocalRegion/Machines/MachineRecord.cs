namespace FleetMigrator.LocalRegion.Machines;

/// <summary>What is stored of a machine: written before anything is made, completed when its process is known.</summary>
/// <param name="ProcessId">Process 1 of the machine as the host counts; 0 before it is known.</param>
/// <param name="StartTicks">Start time of that process, in clock ticks since boot. Numbers are reused, pairs are not.</param>
/// <param name="BootId">The boot of the host in which that holds.</param>
internal sealed record MachineRecord(MachineSpec Spec, int ProcessId, long StartTicks, string BootId);
