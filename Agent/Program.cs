using System.Runtime.Versioning;
using FleetMigrator.Agent.Commands;
using FleetMigrator.Agent.Service;

[assembly: SupportedOSPlatform("linux")]

if (args is [Supervisor.Verb, ..])
{
    Supervisor.LeaveTerminal(); // before the console is touched, which keeps copies of what it was started with
}

return await CommandLine.Run(args, TimeProvider.System, Console.Out, Console.Error);
