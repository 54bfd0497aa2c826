using FleetMigrator.Receiver.Commands;
using FleetMigrator.Receiver.Disks;
using FleetMigrator.Receiver.Tools;

namespace FleetMigrator.Receiver;

/// <summary>Puts the parts together. By hand, so that nothing is looked up by reflection.</summary>
internal sealed class Composition(StateFolder state, DeviceFolder devices, IUplink uplink, TimeProvider clock, ILoggerFactory logs)
{
    public Duties Duties()
    {
        _ = uplink;
        var tools = new Toolbox(logs.CreateLogger<Toolbox>(), clock);
        var disks = new TargetDisks(state, devices, new FileSystems(state, tools), tools);
        return new Duties(disks);
    }
}
