using System.Runtime.InteropServices;
using FleetMigrator.Demo.Api;
using FleetMigrator.Demo.Run;
using FleetMigrator.Demo.Stage;

using var interrupted = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

try
{
    var options = DemoOptions.Parse(args);
    return options.Verb switch
    {
        "run" => await new DemoRun(options).Run(interrupted.Token),
        "up" => await new Service(options).Up(interrupted.Token),
        "down" => await new Service(options).Down(interrupted.Token),
        var other => throw new DemoException($"unknown verb {other}", "Use ./fleet."),
    };
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    Console.Error.WriteLine("\nInterrupted; everything that was started has been ended.");
    return 130;
}
catch (DemoException failure)
{
    Console.Error.WriteLine($"\nFailed: {failure.Message}\nWhat to do: {failure.Remedy}");
    return 1;
}
catch (ApiRefusedException refusal)
{
    Console.Error.WriteLine($"\nThe service refused: {refusal.Message}");
    return 1;
}

void End(PosixSignalContext signal)
{
    // The default would end this process before it has put away what it made.
    signal.Cancel = true;
    interrupted.Cancel();
}
