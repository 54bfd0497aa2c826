using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>
/// Runs machines on this host and remembers them in a state folder. When the process is killed, its machines go on;
/// the next process with the same folder adopts or removes them. Needs root.
/// </summary>
public sealed partial class MachineHost : IAsyncDisposable
{
    private const int LongestScript = 100 * 1024; // The kernel takes 128 KiB in one environment string.
    private readonly Scope _scope;
    private readonly RecordFolder<MachineRecord> _records;
    private readonly ConcurrentDictionary<string, Machine> _machines = new(StringComparer.Ordinal);
    private readonly PartitionWatcher _watcher;
    private readonly Action<string> _warn;

    /// <param name="stateFolder">Made if absent; one live host to a folder.</param>
    /// <param name="warn">Told what went wrong in the background, such as a partition that could not be shown.</param>
    /// <exception cref="MachineException">The host lacks something machines need.</exception>
    public MachineHost(string stateFolder, Action<string>? warn = null)
        : this(stateFolder, DeviceGate.Open(), warn)
    {
    }

    internal MachineHost(string stateFolder, IDeviceGate gate, Action<string>? warn = null)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            throw new MachineException("machines need root: namespaces, loop devices and bridges are the kernel's");
        }

        Directory.CreateDirectory(stateFolder);
        StateFolder = Libc.RealPath(stateFolder);
        Gate = gate;
        _warn = warn ?? (_ => { });
        _scope = new Scope(StateFolder);
        _records = new RecordFolder<MachineRecord>(Path.Combine(StateFolder, "machines"));
        Disks = new LoopDisks(StateFolder);
        Networks = new MachineNetworks(_scope);
        _watcher = new PartitionWatcher(DisksChanged);
    }

    public string StateFolder { get; }

    public LoopDisks Disks { get; }

    public MachineNetworks Networks { get; }

    internal IDeviceGate Gate { get; }

    /// <summary>Starts a machine. What an earlier one of that id left behind is removed first.</summary>
    /// <param name="metadata">Answers its metadata requests; null for a machine without metadata service.</param>
    /// <exception cref="MachineException">It runs already, or the host refused; then nothing of it is left.</exception>
    public async Task<Machine> Start(
        MachineSpec spec, Func<MetadataRequest, MetadataResponse>? metadata = null, CancellationToken cancellation = default)
    {
        Check(spec);
        if (metadata is not null && !spec.LoopbackAddresses.Any(address => address.StartsWith(MetadataServer.Address, StringComparison.Ordinal)))
        {
            spec = spec with { LoopbackAddresses = [.. spec.LoopbackAddresses, MetadataServer.Address + "/32"] };
        }

        if (_records.Read(spec.Id) is { } earlier && IsRunning(earlier))
        {
            throw new MachineException($"machine {spec.Id} runs already; adopt it or stop it first");
        }

        await Remove(spec.Id, cancellation);
        _records.Write(spec.Id, new MachineRecord(spec, ProcessId: 0, StartTicks: 0, HostProcess.BootId));
        try
        {
            return await StartRecorded(spec, metadata, cancellation);
        }
        catch
        {
            await Remove(spec.Id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Takes over a machine that an earlier process started and that still runs.</summary>
    /// <returns>Null when it is unknown or has ended; <see cref="Remove"/> clears what is left of it.</returns>
    public Machine? Adopt(string id, Func<MetadataRequest, MetadataResponse>? metadata = null)
    {
        if (_machines.TryGetValue(id, out var known))
        {
            return known;
        }

        if (_records.Read(id) is not { } record || !IsRunning(record))
        {
            return null;
        }

        var machine = new Machine(this, record, _scope.NameOf(id));
        _machines[id] = machine;
        machine.RefreshDisks();
        if (metadata is not null)
        {
            machine.ServeMetadata(metadata);
        }

        return machine;
    }

    /// <summary>Ids of all recorded machines, running or not.</summary>
    public IReadOnlyList<string> Known() => [.. _records.All().Select(record => record.Key)];

    /// <summary>Kills a machine and removes all of it but its root and its disks. Repeating it is safe.</summary>
    public async Task Remove(string id, CancellationToken cancellation = default)
    {
        if (_machines.TryGetValue(id, out var machine))
        {
            await machine.DisposeAsync();
        }

        var record = _records.Read(id);
        await Gate.Remove(_scope.NameOf(id), cancellation);
        await MachineWiring.Disconnect(id, record?.Spec.Links.Count ?? 0, _scope, cancellation);
        var folder = FolderOf(id);
        if (Directory.Exists(folder))
        {
            // Only empty mount points are in it; anything else must be looked at by a person, so it is not deleted.
            foreach (var place in Directory.EnumerateDirectories(folder))
            {
                Directory.Delete(place);
            }

            Directory.Delete(folder);
        }

        _records.Remove(id);
    }

    /// <summary>Removes every machine, bridge and loop device of the state folder. Repeating it is safe.</summary>
    public async Task CleanUp(CancellationToken cancellation = default)
    {
        foreach (var id in Known())
        {
            await Remove(id, cancellation);
        }

        // What has no record any more, but bears our name.
        foreach (var name in Gate.Groups(_scope.Prefix).Union(LeftBehind.Namespaces(_scope), StringComparer.Ordinal).ToList())
        {
            await Remove(name[_scope.Prefix.Length..], cancellation);
        }

        await Networks.CloseAll(cancellation);
        await Disks.DetachAll(cancellation);
    }

    /// <summary>Lets go of everything without ending it; see <see cref="CleanUp"/> for that.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var machine in _machines.Values)
        {
            await machine.DisposeAsync();
        }

        _watcher.Dispose();
    }

    internal string LogOf(MachineSpec spec) => spec.LogFile ?? Path.Combine(StateFolder, "logs", spec.Id + ".log");

    internal void Save(MachineRecord record) => _records.Write(record.Spec.Id, record);

    internal void Forget(Machine machine) => _machines.TryRemove(new KeyValuePair<string, Machine>(machine.Id, machine));

    private async Task<Machine> StartRecorded(
        MachineSpec spec, Func<MetadataRequest, MetadataResponse>? metadata, CancellationToken cancellation)
    {
        var name = _scope.NameOf(spec.Id);
        Directory.CreateDirectory(Path.GetDirectoryName(LogOf(spec))!);
        Gate.Create(name);
        Gate.Permit(name, MachineWiring.Devices(spec.Disks));
        await MachineWiring.Connect(spec, _scope, cancellation);
        using var launcher = await MachineLauncher.Start(
            spec, name, FolderOf(spec.Id), LogOf(spec), Gate.ProcessFile(name), cancellation);
        var started = HostProcess.StartTicks(launcher.ProcessId) ?? throw new MachineException($"machine {spec.Id} ended at once");
        var record = new MachineRecord(spec, launcher.ProcessId, started, HostProcess.BootId);
        _records.Write(spec.Id, record);
        var machine = new Machine(this, record, name);
        _machines[spec.Id] = machine;
        machine.RefreshDisks();
        if (metadata is not null)
        {
            machine.ServeMetadata(metadata);
        }

        launcher.Go();
        return machine;
    }

    private void DisksChanged(int? loop)
    {
        foreach (var machine in _machines.Values.Where(machine => loop is null || machine.Uses(loop.Value)))
        {
            try
            {
                machine.RefreshDisks();
            }
            catch (Exception failed)
            {
                // The edge of a background thread: one machine that is just ending must not stop the watch for the others.
                if (machine.IsRunning)
                {
                    _warn($"the disks of machine {machine.Id} could not be brought up to date: {failed.Message}");
                }
            }
        }
    }

    private string FolderOf(string id) => Path.Combine(StateFolder, "run", id);

    private static bool IsRunning(MachineRecord record)
        => record.ProcessId > 0 && record.BootId == HostProcess.BootId && HostProcess.StartTicks(record.ProcessId) == record.StartTicks;

    private static void Check(MachineSpec spec)
    {
        if (!IdPattern().IsMatch(spec.Id) || !IdPattern().IsMatch(spec.HostName))
        {
            throw new MachineException($"'{spec.Id}' or '{spec.HostName}' is no name: letters, digits and hyphens, at most 60");
        }

        if (spec.Disks.FirstOrDefault(disk => !DiskPattern().IsMatch(disk.Name)) is { } disk)
        {
            throw new MachineException($"'{disk.Name}' is no name of a disk");
        }

        if ((spec.BootScript?.Length ?? 0) > LongestScript || (spec.UserData?.Length ?? 0) > LongestScript)
        {
            throw new MachineException($"a script of machine {spec.Id} is longer than {LongestScript} characters");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,59}$", RegexOptions.None, 1000)]
    private static partial Regex IdPattern();

    [GeneratedRegex("^[a-z]{1,8}$", RegexOptions.None, 1000)]
    private static partial Regex DiskPattern();
}
