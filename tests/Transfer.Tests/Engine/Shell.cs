using System.Diagnostics;

namespace FleetMigrator.Transfer.Tests.Engine;

internal static class Shell
{
    /// <summary>Runs a script of sh; its parameters are $1 and so on.</summary>
    public static string Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", script, "sh", .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"exit {process.ExitCode}: {output}{errors.GetAwaiter().GetResult()}");
    }
}
