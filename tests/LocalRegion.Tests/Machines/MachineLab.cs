using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.LocalRegion.Tests.Machines;

/// <summary>A machine host with a folder of its own, and the proof at the end that nothing of it is left.</summary>
internal sealed class MachineLab : IAsyncDisposable
{
    private readonly string _image;

    private MachineLab(string folder, string image, MachineHost host)
    {
        Folder = folder;
        _image = image;
        Host = host;
    }

    public string Folder { get; }

    public MachineHost Host { get; private set; }

    public static async Task<MachineLab> Open(IDeviceGate? gate = null)
    {
        var image = await PublicImage.Folder();
        var folder = Directory.CreateTempSubdirectory("machine-lab-").FullName;
        return new MachineLab(folder, image, new MachineHost(folder, gate ?? DeviceGate.Open()));
    }

    public MachineSpec Spec(string id) => new()
    {
        Id = id,
        HostName = id,
        Root = new OverlayRoot(_image, Path.Combine(Folder, "roots", id)),
    };

    public async Task<MachineDisk> Disk(string name, long bytes = 256 << 20)
    {
        var file = Path.Combine(Folder, $"{Guid.NewGuid():n}.raw");
        await using (var stream = File.Create(file))
        {
            stream.SetLength(bytes);
        }

        return new MachineDisk(name, await Host.Disks.Attach(file));
    }

    public void Reopen() => Host = new MachineHost(Folder);

    public async ValueTask DisposeAsync()
    {
        await Host.CleanUp();
        await Host.DisposeAsync();
        Assert.Empty(await LeftBehind.List(Folder));
        Directory.Delete(Folder, recursive: true);
    }
}
