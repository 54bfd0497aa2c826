using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>Runs a command of the host to its end.</summary>
internal static class HostCommand
{
    /// <summary>How long output is awaited after the end of a command whose background children keep the pipe open.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromMilliseconds(300);

    /// <summary>Runs and returns the standard output.</summary>
    /// <exception cref="MachineException">The command is missing or ended with another code than 0.</exception>
    public static async Task<string> Run(string file, IEnumerable<string> arguments, string? input, CancellationToken cancellation)
    {
        var words = arguments.ToList();
        var result = await Try(file, words, input, onLine: null, cancellation);
        return result.ExitCode == 0
            ? result.Output
            : throw new MachineException($"`{file} {string.Join(' ', words)}` ended with {result.ExitCode}: {result.Error.Trim()}");
    }

    public static Task<string> Run(string file, params string[] arguments)
        => Run(file, arguments, input: null, CancellationToken.None);

    /// <summary>Runs and returns whatever came out.</summary>
    /// <param name="onLine">Told each finished line of both outputs while the command runs.</param>
    /// <exception cref="MachineException">The command is missing.</exception>
    public static async Task<ExecResult> Try(
        string file, IEnumerable<string> arguments, string? input, Action<string>? onLine, CancellationToken cancellation)
    {
        using var process = Begin(file, arguments);
        using var drained = new CancellationTokenSource();
        var output = Collect(process.StandardOutput, onLine, drained.Token);
        var error = Collect(process.StandardError, onLine, drained.Token);
        try
        {
            if (input is not null)
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await drained.CancelAsync();
            throw;
        }

        // A daemon started by the command may hold the pipes for ever: what it says later is not this command's output.
        drained.CancelAfter(Drain);
        return new ExecResult(process.ExitCode, await output, await error);
    }

    private static Process Begin(string file, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            WorkingDirectory = "/",
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Messages of tools are read by people and by tests: one language.
        start.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            return Process.Start(start) ?? throw new MachineException($"{file} did not start");
        }
        catch (Win32Exception missing)
        {
            throw new MachineException($"{file} cannot be run ({missing.Message}); install the package that holds it", missing);
        }
    }

    private static async Task<string> Collect(StreamReader reader, Action<string>? onLine, CancellationToken drained)
    {
        var all = new StringBuilder();
        var line = new StringBuilder();
        var buffer = new char[4096];
        try
        {
            while (await reader.ReadAsync(buffer, drained) is var count and > 0)
            {
                all.Append(buffer, 0, count);
                Tell(buffer.AsSpan(0, count), line, onLine);
            }
        }
        catch (OperationCanceledException)
        {
            // The pipe outlived its command; see Drain.
        }

        if (line.Length > 0)
        {
            onLine?.Invoke(line.ToString());
        }

        return all.ToString();
    }

    private static void Tell(ReadOnlySpan<char> text, StringBuilder line, Action<string>? onLine)
    {
        if (onLine is null)
        {
            return;
        }

        foreach (var letter in text)
        {
            if (letter != '\n')
            {
                line.Append(letter);
                continue;
            }

            onLine(line.ToString());
            line.Clear();
        }
    }
}
