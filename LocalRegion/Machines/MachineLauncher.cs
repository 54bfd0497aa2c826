using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>Starts the processes of one machine and holds them back until its owner says go.</summary>
internal sealed class MachineLauncher : IDisposable
{
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly string _log;

    private MachineLauncher(Process process, string log)
    {
        _process = process;
        _log = log;
    }

    /// <summary>Process 1 of the machine as the host counts.</summary>
    public int ProcessId { get; private set; }

    /// <summary>Returns when the machine has its root and waits.</summary>
    /// <exception cref="MachineException">It failed on the way; the message ends with what its log says.</exception>
    public static async Task<MachineLauncher> Start(
        MachineSpec spec, string name, string folder, string log, string processFile, CancellationToken cancellation)
    {
        foreach (var part in (string[])["dev", "root", "lower", "writable", "sys"])
        {
            Directory.CreateDirectory(Path.Combine(folder, part));
        }

        // In a session of its own, so that Ctrl-C on the owner's terminal ends the owner and not the machines.
        var start = new ProcessStartInfo("setsid", ["sh", "-c", MachineScripts.Launch, "launch"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        Describe(spec, name, folder, log, processFile, start.Environment!);
        var launcher = new MachineLauncher(Process.Start(start) ?? throw new MachineException("sh did not start"), log);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(ReadyTimeout);
            launcher.ProcessId = int.Parse((await launcher.Expect("pid ", patience.Token))[4..], CultureInfo.InvariantCulture);
            await launcher.Expect("ready", patience.Token);
            return launcher;
        }
        catch
        {
            // Closing its input ends the machine too, should it get that far.
            launcher.Dispose();
            throw;
        }
    }

    public void Go()
    {
        _process.StandardInput.Write("go\n");
        _process.StandardInput.Close();
    }

    /// <summary>Lets go of the pipes; without <see cref="Go"/> before, the machine ends.</summary>
    public void Dispose()
    {
        _process.StandardInput.Dispose();
        _process.StandardOutput.Dispose();
        _process.Dispose();
    }

    private static void Describe(
        MachineSpec spec, string name, string folder, string log, string processFile, IDictionary<string, string> environment)
    {
        var nodes = new StringBuilder();
        foreach (var disk in spec.Disks)
        {
            nodes.Append($"{disk.Name} {disk.Loop.DeviceNumber.Major} {disk.Loop.DeviceNumber.Minor}\n");
            foreach (var partition in disk.Loop.Partitions())
            {
                nodes.Append($"{disk.Name}{partition.Number} {partition.Device.Major} {partition.Device.Minor}\n");
            }
        }

        environment["LC_ALL"] = "C.UTF-8";
        environment["FM_ENTER"] = MachineScripts.Enter;
        environment["FM_INIT"] = MachineScripts.Init;
        environment["FM_NETNS"] = name;
        environment["FM_CGROUP_PROCS"] = processFile;
        environment["FM_FOLDER"] = folder;
        environment["FM_LOG"] = log;
        environment["FM_HOSTNAME"] = spec.HostName;
        environment["FM_NODES"] = nodes.ToString();
        environment["FM_BOOT"] = spec.BootScript ?? "";
        environment["FM_USER_DATA"] = spec.UserData ?? "";
        switch (spec.Root)
        {
            case OverlayRoot overlay:
                var writable = Path.GetFullPath(overlay.Writable);
                Directory.CreateDirectory(Path.Combine(writable, "upper"));
                Directory.CreateDirectory(Path.Combine(writable, "work"));
                environment["FM_ROOT_KIND"] = "overlay";
                environment["FM_LOWER"] = Path.GetFullPath(overlay.Image);
                environment["FM_WRITABLE"] = writable;
                break;
            case PartitionRoot partition:
                environment["FM_ROOT_KIND"] = "partition";
                environment["FM_PARTITION"] = $"{partition.Disk}{partition.Partition}";
                break;
            default:
                throw new MachineException($"a root of kind {spec.Root.GetType().Name} is unknown");
        }
    }

    private async Task<string> Expect(string beginning, CancellationToken cancellation)
    {
        try
        {
            var line = await _process.StandardOutput.ReadLineAsync(cancellation);
            return line?.StartsWith(beginning, StringComparison.Ordinal) == true
                ? line
                : throw new MachineException($"the machine ended before it was ready; {_log} says: {Tail()}");
        }
        catch (OperationCanceledException late) when (!cancellation.CanBeCanceled || cancellation.IsCancellationRequested)
        {
            throw new MachineException($"the machine was not ready in time; {_log} says: {Tail()}", late);
        }
    }

    private string Tail()
    {
        const int Lines = 10;
        return File.Exists(_log) ? string.Join(" | ", File.ReadLines(_log).TakeLast(Lines)) : "nothing";
    }
}
