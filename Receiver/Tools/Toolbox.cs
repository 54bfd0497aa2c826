using System.Diagnostics;
using System.Text;
using FleetMigrator.Receiver.Faults;

namespace FleetMigrator.Receiver.Tools;

/// <summary>
/// Runs external programs: fixed PATH and environment, time limit, output kept in the log. Nothing here decides whether a result is
/// right: partitioning tools and GRUB were seen to fail with status 0, so callers check what came out as well.
/// </summary>
internal sealed partial class Toolbox(ILogger<Toolbox> log, TimeProvider clock)
{
    /// <summary>A runaway tool must not fill the memory; what is cut stays unsaid in errors anyway.</summary>
    private const int KeptCharacters = 1 << 20;

    private const int TimeoutStatus = 124;

    private static readonly string[] _folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    public static bool Has(string program) => Find(program) is not null;

    public static string? Find(string program) => Path.IsPathRooted(program)
        ? File.Exists(program) ? program : null
        : _folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>A start description with the environment that every tool gets.</summary>
    public static ProcessStartInfo Describe(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Find(program) ?? throw FaultCode.ToolFailed.With($"{program} is not there"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Tools are read by program: no locale of the host and none of its variables may change what they say or do.
        start.Environment.Clear();
        start.Environment["PATH"] = string.Join(':', _folders);
        start.Environment["LC_ALL"] = "C";
        start.Environment["HOME"] = "/root";
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        return start;
    }

    /// <summary>Runs to the end and throws <paramref name="code"/> unless the status is good.</summary>
    public async Task<ToolResult> Must(FaultCode code, ToolCall call, CancellationToken cancellation)
    {
        var result = await Run(call, cancellation);
        return result.Succeeded || (!result.TimedOut && call.AlsoGood.Contains(result.ExitCode))
            ? result
            : throw code.With($"{call.Program} ended with status {result.ExitCode}: {result.Tail}");
    }

    public async Task<ToolResult> Run(ToolCall call, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        using var process = new Process { StartInfo = Describe(call.Program, call.Arguments) };
        process.Start();
        using var limit = new CancellationTokenSource(call.Limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var output = Keep(process.StandardOutput);
        var error = Keep(process.StandardError);
        var timedOut = false;
        try
        {
            await Feed(process, call.Input);
            await process.WaitForExitAsync(both.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
            timedOut = true;
        }

        var result = new ToolResult(timedOut ? TimeoutStatus : process.ExitCode, await output, await error, timedOut);
        LogRan(call.ToString(), result.ExitCode, clock.GetElapsedTime(began).TotalSeconds, result.Output.Trim(), result.Error.Trim());
        return result;
    }

    private static async Task Feed(Process process, string? input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input ?? "");
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading its input; its status tells the rest.
        }
    }

    private static async Task<string> Keep(StreamReader reader)
    {
        var kept = new StringBuilder();
        var buffer = new char[8192];
        int count;
        while ((count = await reader.ReadAsync(buffer)) > 0)
        {
            kept.Append(buffer, 0, Math.Min(count, KeptCharacters - kept.Length));
        }

        return kept.ToString();
    }

    [LoggerMessage(6001, LogLevel.Information, "Ran {Call}: status {Status} after {Seconds:F1} s\n{Output}\n{Error}")]
    private partial void LogRan(string call, int status, double seconds, string output, string error);
}
