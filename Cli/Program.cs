using System.CommandLine;
using FleetMigrator.Cli;
using FleetMigrator.Cli.Commands;

var parsed = FleetCommands.Build().Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    Console.Error.WriteLine("See: fleetctl --help");
    return ExitCode.Usage;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (CommandFailure failure)
{
    Console.Error.WriteLine(failure.Message);
    return failure.ExitCode;
}
catch (OperationCanceledException)
{
    return ExitCode.Interrupted;
}
