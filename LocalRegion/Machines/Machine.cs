using System.Net;
using System.Net.Sockets;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>A running machine: processes in namespaces of their own. Got from <see cref="MachineHost"/>.</summary>
public sealed class Machine : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private readonly MachineHost _host;
    private readonly MachineRecord _record;
    private readonly string _name;
    private readonly BlockView _view;
    private readonly Lock _turn = new();
    private readonly List<IAsyncDisposable> _servers = [];
    private List<MachineDisk> _disks;

    internal Machine(MachineHost host, MachineRecord record, string name)
    {
        _host = host;
        _record = record;
        _name = name;
        _view = new BlockView(record.ProcessId);
        _disks = [.. record.Spec.Disks];
    }

    public string Id => _record.Spec.Id;

    /// <summary>Process 1 of the machine, as the host counts.</summary>
    public int ProcessId => _record.ProcessId;

    public MachineSpec Spec => _record.Spec with { Disks = _disks };

    /// <summary>What boot script and user data printed.</summary>
    public string LogFile => _host.LogOf(_record.Spec);

    public bool IsRunning => HostProcess.StartTicks(ProcessId) == _record.StartTicks;

    /// <summary>File of its network namespace, for <see cref="NamespaceSocket"/>.</summary>
    public string NetworkNamespace => NamespaceFolder.Of(_name);

    /// <summary>Runs a shell command inside, as root, with a small fixed environment, until it ends.</summary>
    /// <param name="onLine">Told each line of both outputs while it runs.</param>
    /// <exception cref="OperationCanceledException">Cancelled: the command was killed.</exception>
    public Task<ExecResult> Exec(string command, Action<string>? onLine = null, CancellationToken cancellation = default)
    {
        // The shell joins the cgroup before it enters, so the command has the machine's device rules from its first moment.
        const string Join = "echo $$ >\"$1\" && shift && exec nsenter \"$@\"";
        return HostCommand.Try(
            "sh",
            [
                "-c", Join, "exec", _host.Gate.ProcessFile(_name),
                "--target", ProcessId.ToString(), "--mount", "--uts", "--ipc", "--net", "--pid", "--root", "--wdns=/",
                "env", "--ignore-environment", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "HOME=/root", "LANG=C.UTF-8", "TERM=linux", "/bin/sh", "-c", command,
            ],
            input: null,
            onLine,
            cancellation);
    }

    /// <summary>Replaces all inbound rules at once; null removes the firewall.</summary>
    public Task SetFirewall(IReadOnlyList<InboundRule>? rules, CancellationToken cancellation = default)
        => MachineWiring.SetFirewall(_name, rules, cancellation);

    /// <summary>Plugs a disk in while the machine runs. A disk of that name is replaced.</summary>
    public void AttachDisk(MachineDisk disk) => ChangeDisks(disks => [.. disks.Where(other => other.Name != disk.Name), disk]);

    /// <summary>Takes a disk away. What has it open keeps it; the loop device stays attached.</summary>
    public void DetachDisk(string name) => ChangeDisks(disks => [.. disks.Where(disk => disk.Name != name)]);

    /// <summary>Opens a socket inside that this process serves.</summary>
    public Socket Listen(IPAddress address, int port) => NamespaceSocket.Listen(NetworkNamespace, address, port);

    /// <summary>
    /// Answers the machine's metadata requests until the machine is stopped. The spec must name
    /// <see cref="MetadataServer.Address"/> among its loopback addresses.
    /// </summary>
    public void ServeMetadata(Func<MetadataRequest, MetadataResponse> answer)
        => _servers.Add(new MetadataServer(Listen(IPAddress.Parse(MetadataServer.Address), 80), answer));

    /// <summary>Returns when the boot script has ended, with its exit code; 0 when there is none.</summary>
    /// <exception cref="MachineException">The machine ended before.</exception>
    public async Task<int> WaitForBoot(CancellationToken cancellation = default)
    {
        var mark = $"/proc/{ProcessId}/root/run/machine/booted";
        while (!File.Exists(mark))
        {
            if (!IsRunning)
            {
                throw new MachineException($"machine {Id} ended while it started; see {LogFile}");
            }

            await Task.Delay(Poll, cancellation);
        }

        return int.Parse(await File.ReadAllTextAsync(mark, cancellation));
    }

    /// <summary>Returns when process 1 has ended.</summary>
    public async Task WaitForEnd(CancellationToken cancellation = default)
    {
        while (IsRunning)
        {
            await Task.Delay(Poll, cancellation);
        }
    }

    /// <summary>
    /// Ends every process of the machine and removes its namespaces, links and cgroup. Its disks stay attached and its
    /// root stays as it is. Repeating it is safe.
    /// </summary>
    /// <param name="grace">How long processes may take to end when asked; then they are killed. Zero kills at once.</param>
    public async Task Stop(TimeSpan grace = default, CancellationToken cancellation = default)
    {
        if (grace > TimeSpan.Zero && IsRunning)
        {
            _ = Libc.Signal(ProcessId, Libc.TerminateSignal);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(grace);
            try
            {
                await WaitForEnd(patience.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // It had its time; the removal kills what is left.
            }
        }

        await DisposeAsync();
        await _host.Remove(Id, cancellation);
    }

    /// <summary>Lets go of a machine that goes on running: its sockets close, nothing else changes.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _servers.Clear();
        _host.Forget(this);
    }

    internal bool Uses(int loop) => _disks.Exists(disk => disk.Loop.Number == loop);

    /// <summary>Brings rules, nodes and /sys in line with the partitions that the kernel knows now.</summary>
    internal void RefreshDisks()
    {
        lock (_turn)
        {
            if (!IsRunning)
            {
                return;
            }

            _view.Withdraw(_disks);
            _host.Gate.Permit(_name, MachineWiring.Devices(_disks));
            _view.Show(_disks);
        }
    }

    private void ChangeDisks(Func<List<MachineDisk>, List<MachineDisk>> change)
    {
        lock (_turn)
        {
            _disks = change(_disks);
            _host.Save(_record with { Spec = Spec });
            RefreshDisks();
        }
    }
}
