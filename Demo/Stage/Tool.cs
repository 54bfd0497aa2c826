using System.Diagnostics;

namespace FleetMigrator.Demo.Stage;

/// <summary>Runs a tool of the system to its end.</summary>
internal static class Tool
{
    /// <summary>Its standard output; a failure names the command and what it said.</summary>
    public static async Task<string> Run(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var (code, output, errors) = await Try(program, arguments, cancellation);
        return code == 0
            ? output
            : throw new DemoException($"{program} {string.Join(' ', arguments)} failed with {code}: {errors.Trim()}", "Look at what it said.");
    }

    /// <summary>Exit code, standard output and standard error.</summary>
    public static async Task<(int Code, string Output, string Errors)> Try(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new DemoException($"{program} cannot be started", "Install it.");
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output, await errors);
    }
}
