using System.Runtime.InteropServices;
using FleetMigrator.LocalRegion.Hosting;

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
await using var region = await RegionHost.Start(options, TimeProvider.System);
await Console.Out.WriteLineAsync(region.ReadyLine);
await stopped.Task;
return 0;

void Stop(PosixSignalContext signal)
{
    // The default would end the process before machines and bridges are put away.
    signal.Cancel = true;
    stopped.TrySetResult();
}
