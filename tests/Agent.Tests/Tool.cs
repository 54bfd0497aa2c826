using System.Diagnostics;

namespace FleetMigrator.Agent.Tests;

/// <summary>A tool of the machine, which tests hold our readers against.</summary>
internal static class Tool
{
    private static readonly string[] Folders = ["/usr/sbin", "/sbin", "/usr/bin", "/bin"];

    /// <summary>Runs it; the test is skipped when the tool isn't there.</summary>
    public static string Run(string name, params string[] arguments)
    {
        var path = Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{name} is not installed");
        var (exit, text) = Try(path!, arguments);
        Assert.True(exit == 0, $"{name} {string.Join(' ', arguments)}: {text}");
        return text;
    }

    public static (int Exit, string Text) Try(string path, params string[] arguments)
    {
        var start = new ProcessStartInfo(path, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text + error.GetAwaiter().GetResult());
    }

    /// <summary>A sparse file of that size.</summary>
    public static string Sparse(string path, long bytes)
    {
        using var file = new FileStream(path, FileMode.Create);
        file.SetLength(bytes);
        return path;
    }
}
