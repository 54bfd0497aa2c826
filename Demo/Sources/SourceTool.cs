using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.Demo.Sources;

/// <summary>Runs a tool to its end, and says what it said when it failed.</summary>
internal static class SourceTool
{
    private const int LinesOfFailure = 20;

    public static async Task Run(string file, IEnumerable<string> arguments, Action<string>? onLine, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Begin(start);
        var said = new ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) => Hear(line.Data, onLine);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, tell: null);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw new MachineException($"{file} ended with {process.ExitCode}: {string.Join(" | ", said.TakeLast(LinesOfFailure))}");
        }

        void Hear(string? line, Action<string>? tell)
        {
            if (line is not null)
            {
                said.Enqueue(line);
                tell?.Invoke(line);
            }
        }
    }

    private static Process Begin(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new MachineException($"{start.FileName} did not start");
        }
        catch (Win32Exception missing)
        {
            throw new MachineException($"{start.FileName} cannot be run ({missing.Message}); install the package that holds it", missing);
        }
    }
}
