using System.Runtime.InteropServices;
using FleetMigrator.Benchmarks;
using FleetMigrator.Benchmarks.Control;
using FleetMigrator.Benchmarks.Data;
using FleetMigrator.Benchmarks.Figures;
using FleetMigrator.Demo.Stage;

using var interrupted = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
{
    signal.Cancel = true;
    interrupted.Cancel();
});
try
{
    var options = BenchOptions.Parse(args);
    var figures = options.Area switch
    {
        "control" => await ControlBench.Run(options, interrupted.Token),
        "fleet" => await ControlBench.Fleet(options, interrupted.Token),
        "data" => await DataBench.Run(options, interrupted.Token),
        var other => throw BenchOptions.Wrong($"there is no area '{other}'"),
    };
    Console.WriteLine(FigureTable.Of(figures));
    if (options.Json is { } file)
    {
        await File.WriteAllTextAsync(file, FigureTable.Json(figures));
        Console.WriteLine($"Figures: {file}");
    }

    Console.WriteLine(options.Next());
    return 0;
}
catch (DemoException failure)
{
    Console.Error.WriteLine($"Failed: {failure.Message}\nWhat to do: {failure.Remedy}");
    return 1;
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    Console.Error.WriteLine("Interrupted; everything that was started has been ended.");
    return 130;
}
