using System.Runtime.Versioning;
using FleetMigrator.Agent.Commands;

[assembly: SupportedOSPlatform("linux")]

return await CommandLine.Run(args, TimeProvider.System, Console.Out, Console.Error);
