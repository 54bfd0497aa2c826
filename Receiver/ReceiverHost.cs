using FleetMigrator.Receiver.Commands;
using FleetMigrator.Receiver.Images;
using FleetMigrator.Receiver.Disks;
using FleetMigrator.Receiver.Kernel;
using FleetMigrator.Receiver.Session;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver;

/// <summary>The two ways to run: for a silo, or for one command from a file.</summary>
internal static class ReceiverHost
{
    public static async Task Run(CommandLine line, string[] arguments, ILoggerFactory logs, CancellationToken cancellation)
    {
        var clock = TimeProvider.System;
        var state = line.State;
        Directory.CreateDirectory(state.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        PrivateNamespace.Enter(arguments, state);
        var outbox = new Outbox();
        using var identity = ReceiverIdentity.LoadOrMake(state, clock);
        var urls = new PresignedUrls(outbox, clock);
        var parts = new Composition(state, Devices(state, clock, logs), outbox, clock, logs);
        var desk = new CommandDesk(new CommandJournal(state), parts.Duties(), outbox, clock, logs.CreateLogger<CommandDesk>());
        var session = new SiloSession(line.Session!, identity, outbox, desk, urls, clock, logs.CreateLogger<SiloSession>());
        await await Task.WhenAny(session.Run(cancellation), desk.Work(cancellation));
    }

    public static async Task<bool> Apply(CommandLine line, string[] arguments, ILoggerFactory logs, CancellationToken cancellation)
    {
        var clock = TimeProvider.System;
        var state = line.State;
        Directory.CreateDirectory(state.Root);
        PrivateNamespace.Enter(arguments, state);
        var uplink = new PrintingUplink(Console.Out);
        var parts = new Composition(state, Devices(state, clock, logs), uplink, clock, logs);
        var command = ReceiverCommand.Parser.ParseFrom(await File.ReadAllBytesAsync(line.CommandFile, cancellation));
        var report = await CommandDesk.Once(parts.Duties(), command, uplink, clock, logs.CreateLogger<CommandDesk>(), cancellation);
        return report.State == CommandReport.Types.State.Succeeded;
    }

    private static DeviceFolder Devices(StateFolder state, TimeProvider clock, ILoggerFactory logs)
        => new(state.HostDevices, "/dev", clock, logs.CreateLogger<DeviceFolder>());
}
