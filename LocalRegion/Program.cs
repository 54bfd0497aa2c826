using System.Runtime.InteropServices;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.Machines;

RegionOptions options;
try
{
    options = CommandLine.Parse(args);
}
catch (FormatException problem)
{
    await Console.Error.WriteLineAsync($"{problem.Message}\n{CommandLine.Usage}");
    return 2;
}

var stopped = new TaskCompletionSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
try
{
    await using var region = await RegionHost.Start(options, TimeProvider.System);
    await Console.Out.WriteLineAsync(region.ReadyLine);
    await stopped.Task;
    return 0;
}
catch (Exception problem) when (problem is IOException or MachineException or WireException)
{
    await Console.Error.WriteLineAsync($"The region can't start: {problem.Message}");
    return 1;
}

void Stop(PosixSignalContext signal)
{
    // The default would end the process before machines and bridges are put away.
    signal.Cancel = true;
    stopped.TrySetResult();
}
