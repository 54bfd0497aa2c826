using FleetMigrator.Receiver.Disks;
using FleetMigrator.Receiver.Tools;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetMigrator.Receiver.Tests.Disks;

/// <summary>The receiver's disk parts on a folder of their own.</summary>
internal sealed class Bench : IDisposable
{
    public Bench()
    {
        Root = Directory.CreateTempSubdirectory("fleet-receiver-").FullName;
        State = new StateFolder(Path.Combine(Root, "state"));
        Logs = LoggerFactory.Create(builder => builder.AddSimpleConsole());
        Tools = new Toolbox(NullLogger<Toolbox>.Instance, TimeProvider.System);
        Devices = new DeviceFolder("/dev", Path.Combine(Root, "dev"), TimeProvider.System, NullLogger<DeviceFolder>.Instance);
        Disks = new TargetDisks(State, Devices, new FileSystems(State, Tools), Tools);
    }

    public string Root { get; }

    public StateFolder State { get; }

    public ILoggerFactory Logs { get; }

    public Toolbox Tools { get; }

    public DeviceFolder Devices { get; }

    public TargetDisks Disks { get; }

    public void Dispose()
    {
        Disks.Unmount();
        Logs.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
