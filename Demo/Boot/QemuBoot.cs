using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using FleetMigrator.Demo.Stage;

namespace FleetMigrator.Demo.Boot;

/// <summary>
/// Boots disk images in QEMU from their own boot loader to the login prompt, logs in and asks what is mounted. The images are
/// not touched: the machine writes to overlays.
/// </summary>
public static partial class QemuBoot
{
    private const string Marker = "fleet-boot-check";

    // Words on the console that say that it will not get to a login prompt any more.
    private static readonly string[] Dead =
        ["(initramfs)", "Kernel panic", "grub rescue>", "You are in emergency mode", "No bootable device", "error: no such device"];

    public static async Task<BootReport> Run(IReadOnlyList<string> images, string folder, string user, string password, TimeSpan limit, CancellationToken cancellation)
    {
        var drives = new List<string>();
        foreach (var (image, index) in images.Select((image, index) => (image, index)))
        {
            var overlay = Path.Combine(folder, $"boot-{index}.qcow2");
            await Tool.Run("qemu-img", ["create", "-q", "-f", "qcow2", "-b", Path.GetFullPath(image), "-F", "qcow2", overlay], cancellation);
            drives.AddRange(["-drive", $"file={overlay},if=virtio,format=qcow2,cache=unsafe"]);
        }

        // Emulation only: a KVM device node that opens may still be unable to run an ordinary kernel.
        var start = new ProcessStartInfo("qemu-system-x86_64", [
            "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2", "-m", "1024", "-display", "none", "-monitor", "none",
            "-serial", "stdio", "-no-reboot", "-nic", "none", .. drives])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        using var machine = Process.Start(start) ?? throw new DemoException("QEMU cannot be started", "Install qemu-system-x86.");
        var logPath = Path.Combine(folder, "console.log");
        var console = new Console(machine, logPath, deadline.Token);
        try
        {
            var clock = Stopwatch.StartNew();
            await console.Expect("login:");
            var toLogin = clock.Elapsed;
            await console.Send(user);
            await console.Expect("assword:");
            await console.Send(password);
            await console.Expect("# ");
            // The marker is written in two halves, so that the echo of the command itself is not taken for the answer.
            await console.Send($"findmnt -rn -o TARGET,SOURCE | grep /dev/vd; systemctl is-system-running --wait; echo fleet-boot-''check");
            var answer = await console.Expect(Marker);
            await console.Send("poweroff");
            await machine.WaitForExitAsync(deadline.Token);
            var mounts = MountLine().Matches(answer).Select(match => match.Groups["target"].Value).ToList();
            return new BootReport(toLogin, mounts, console.Text);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new DemoException($"the image did not boot within {limit.TotalSeconds:0} s", "Read the console's last lines.", logPath);
        }
        finally
        {
            if (!machine.HasExited)
            {
                machine.Kill();
                await machine.WaitForExitAsync(CancellationToken.None);
            }

            await File.WriteAllTextAsync(logPath, console.Text, CancellationToken.None);
        }
    }

    // A terminal may put control sequences before the first word of a line.
    [GeneratedRegex(@"(?<target>/\S*) /dev/vd", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MountLine();

    private sealed class Console(Process machine, string logPath, CancellationToken cancellation)
    {
        private readonly StringBuilder _text = new();
        private readonly char[] _buffer = new char[4096];
        private int _seen;

        public string Text => _text.ToString();

        /// <summary>Reads on until the words appear; returns what came before them.</summary>
        public async Task<string> Expect(string words)
        {
            while (true)
            {
                var fresh = _text.ToString(_seen, _text.Length - _seen);
                var at = fresh.IndexOf(words, StringComparison.Ordinal);
                if (at >= 0)
                {
                    _seen += at + words.Length;
                    return fresh[..at];
                }

                if (Dead.FirstOrDefault(word => fresh.Contains(word, StringComparison.Ordinal)) is { } dead)
                {
                    throw new DemoException($"the image does not boot: the console says '{dead}'", "Read the console's last lines.", logPath);
                }

                var read = await machine.StandardOutput.ReadAsync(_buffer, cancellation);
                if (read == 0)
                {
                    throw new DemoException($"QEMU ended while waiting for '{words}': {await machine.StandardError.ReadToEndAsync(cancellation)}", "Read the console's last lines.", logPath);
                }

                _text.Append(_buffer, 0, read);
            }
        }

        public async Task Send(string line)
        {
            await machine.StandardInput.WriteAsync($"{line}\n".AsMemory(), cancellation);
            await machine.StandardInput.FlushAsync(cancellation);
        }
    }
}
