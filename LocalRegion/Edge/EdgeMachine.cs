using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.LocalRegion.Edge;

/// <summary>
/// A computer in QEMU with disks of its own and a serial console that goes to a file. It is a child of the region, spoken to over its
/// monitor on standard input and ended by its process id.
/// </summary>
internal sealed class EdgeMachine
{
    private const string Prompt = "(qemu)";

    // A machine that is switched off writes back what it holds of its disks' tables; a healthy one takes well under a second.
    private static readonly TimeSpan SwitchOffPatience = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Task _monitor;

    private EdgeMachine(Process process, Task monitor) => (_process, _monitor) = (process, monitor);

    public static string Console(string folder) => Path.Combine(folder, "console.log");

    /// <summary>Starts it; it is running when this returns.</summary>
    /// <param name="program">QEMU for x86-64.</param>
    /// <param name="folder">Holds its console and the file with its process id.</param>
    /// <param name="type">CPUs and memory.</param>
    /// <param name="disks">qcow2 files, the one that it boots from first.</param>
    /// <exception cref="MachineException">QEMU is missing or refused; the message holds its words.</exception>
    public static async Task<EdgeMachine> Start(string program, string folder, EdgeInstanceType type, IReadOnlyList<string> disks)
    {
        // Emulation only: a KVM device node that opens may still be unable to run an ordinary kernel.
        var start = new ProcessStartInfo(program, [
            "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", $"{type.Cpus}", "-m", $"{type.MemoryGib}G", "-display", "none", "-nic", "none",
            "-monitor", "stdio", "-chardev", $"file,id=console,path={Quote(Console(folder))}", "-serial", "chardev:console", "-pidfile", PidFile(folder),
            .. disks.SelectMany(disk => (string[])["-drive", $"file={Quote(disk)},if=virtio,format=qcow2"])])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new MachineException($"{program} cannot be run ({missing.Message})", missing);
        }

        // Both pipes are read to their end, or the machine would stand still when they are full.
        var errors = process.StandardError.ReadToEndAsync();
        var prompted = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var monitor = Listen(process.StandardOutput, prompted);
        if (await prompted.Task)
        {
            return new EdgeMachine(process, monitor);
        }

        await process.WaitForExitAsync();
        var code = process.ExitCode;
        process.Dispose();
        throw new MachineException($"{program} ended with {code}: {(await errors).Trim()}");
    }

    public async Task WaitForEnd()
    {
        await _process.WaitForExitAsync();
        await _monitor;
    }

    /// <summary>Presses the power button, and after the grace switches off; without grace switches off at once. A cancellation ends the grace, not the stop.</summary>
    public async Task Stop(TimeSpan grace, CancellationToken cancellation)
    {
        if (grace > TimeSpan.Zero)
        {
            await Say("system_powerdown");
            if (await Ended(grace, cancellation))
            {
                return;
            }
        }

        await Say("quit");
        if (!await Ended(SwitchOffPatience, CancellationToken.None))
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>The process that still runs for this folder, perhaps started by a region that was killed; null when there is none.</summary>
    public static int? Running(string folder)
    {
        try
        {
            // The number alone may be another process's by now; the command line can't be.
            return int.TryParse(File.ReadAllText(PidFile(folder)), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var id)
                && File.ReadAllText($"/proc/{id}/cmdline").Split('\0').Contains(PidFile(folder), StringComparer.Ordinal)
                    ? id
                    : null;
        }
        catch (IOException)
        {
            return null; // No such file: no machine, or one that has just ended.
        }
    }

    /// <summary>Ends what a killed region left running in this folder.</summary>
    public static async Task EndLeftover(string folder)
    {
        if (Running(folder) is not { } id)
        {
            return;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            await process.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            return; // It ended between the look and the call.
        }
    }

    private static string PidFile(string folder) => Path.Combine(folder, "qemu.pid");

    /// <summary>In QEMU's options a comma ends a value unless it is doubled.</summary>
    private static string Quote(string path) => path.Replace(",", ",,", StringComparison.Ordinal);

    private static async Task Listen(StreamReader output, TaskCompletionSource<bool> prompted)
    {
        var buffer = new char[1024];
        var start = "";
        int read;
        while ((read = await output.ReadAsync(buffer)) > 0)
        {
            if (!prompted.Task.IsCompleted)
            {
                start += new string(buffer, 0, read);
                if (start.Contains(Prompt, StringComparison.Ordinal))
                {
                    prompted.TrySetResult(true);
                }
            }
        }

        prompted.TrySetResult(false);
    }

    private async Task Say(string command)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(command);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            return; // The pipe is broken because the machine has ended, which is what all commands ask for.
        }
    }

    private async Task<bool> Ended(TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
