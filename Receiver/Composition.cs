using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Receiver.Boot;
using FleetMigrator.Receiver.Commands;
using FleetMigrator.Receiver.Disks;
using FleetMigrator.Receiver.Images;
using FleetMigrator.Receiver.Receiving;
using FleetMigrator.Receiver.Tools;

namespace FleetMigrator.Receiver;

/// <summary>Puts the parts together. By hand, so that nothing is looked up by reflection.</summary>
internal sealed class Composition : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(15) })
    {
        Timeout = TimeSpan.FromMinutes(10), // One part at 30 kB/s; a download is watched by itself.
    };

    public Composition(
        StateFolder state, string hostDevices, X509Certificate2 identity, IUplink uplink, TransferPorts ports, TimeProvider clock, ILoggerFactory logs)
    {
        var tools = new Toolbox(logs.CreateLogger<Toolbox>(), clock);
        var devices = new DeviceFolder(hostDevices, "/dev", clock, logs.CreateLogger<DeviceFolder>());
        var disks = new TargetDisks(state, devices, new FileSystems(state, tools), tools);
        var repair = new BootRepair(state, disks, tools);
        Urls = new PresignedUrls(uplink, clock);
        Transfer = new TransferDesk(state, identity, disks, repair, ports, clock);
        var conversion = new Conversion(new ScratchDisk(state, devices, tools), new SourceObject(_client, clock, logs.CreateLogger<SourceObject>()), Urls,
            new PartUpload(_client, Urls, uplink, clock, logs.CreateLogger<PartUpload>()), tools);
        Duties = new Duties(disks, Transfer, repair, conversion);
    }

    public Duties Duties { get; }

    public PresignedUrls Urls { get; }

    public TransferDesk Transfer { get; }

    public async ValueTask DisposeAsync()
    {
        await Transfer.DisposeAsync();
        _client.Dispose();
    }
}
