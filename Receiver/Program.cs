using FleetMigrator.Receiver;
using FleetMigrator.Receiver.Session;
using Microsoft.Extensions.Logging.Console;

CommandLine line;
try
{
    line = CommandLine.Parse(args);
}
catch (Exception e) when (e is FormatException or IOException)
{
    await Console.Error.WriteLineAsync($"fleet-receiver: {e.Message}\n{CommandLine.Usage}");
    return 2;
}

using var logs = LoggerFactory.Create(builder => builder.AddSimpleConsole(options =>
{
    options.SingleLine = false;
    options.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ ";
    options.UseUtcTimestamp = true;
    options.ColorBehavior = LoggerColorBehavior.Disabled;
}));
using var ending = new CancellationTokenSource();
using var interrupted = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGINT, Stop);
using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, Stop);
try
{
    switch (line.Verb)
    {
        case "run":
            await ReceiverHost.Run(line, args, logs, ending.Token);
            return 0;
        case "apply":
            return await ReceiverHost.Apply(line, args, logs, ending.Token) ? 0 : 1;
        default:
            Console.WriteLine(InstanceFacts.Version);
            return 0;
    }
}
catch (OperationCanceledException) when (ending.IsCancellationRequested)
{
    return 0;
}

void Stop(System.Runtime.InteropServices.PosixSignalContext context)
{
    context.Cancel = true;
    ending.Cancel();
}
