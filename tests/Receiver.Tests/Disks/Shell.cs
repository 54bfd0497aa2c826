using System.Diagnostics;

namespace FleetMigrator.Receiver.Tests.Disks;

internal static class Shell
{
    public static string Run(string program, params string[] arguments)
    {
        var start = Tools.Toolbox.Describe(program, arguments);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {process.ExitCode} {error.Result}");
    }
}
