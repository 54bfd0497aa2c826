using System.Diagnostics;
using FleetMigrator.Demo.Api;

namespace FleetMigrator.Demo.Run;

/// <summary>
/// Shows a job's steps, one line a step. On a terminal the current line is rewritten in place; in a log file, and where several jobs
/// share the terminal, it is written anew every few seconds while its figures change.
/// </summary>
internal sealed class ProgressPrinter(string prefix, bool alone)
{
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(2);

    private readonly HashSet<string> _told = [];
    private readonly bool _inPlace = alone && !Console.IsOutputRedirected;
    private readonly Stopwatch _sinceLine = new();
    private string _last = "";

    public void Show(JobInfo job)
    {
        foreach (var step in job.Steps.Where(step => step.State is "Succeeded" or "Skipped" && _told.Add($"{step.Step} {job.Attempt}")))
        {
            var took = step is { StartedAt: { } begun, EndedAt: { } ended } ? ended - begun : TimeSpan.Zero;
            Write($"{prefix}{Name(step.Step),-18} done {took.TotalSeconds,6:0.0} s  {step.Text}{Speed(step, job, took)}", final: true);
        }

        if (job.Steps.FirstOrDefault(step => step.State == "Running") is not { } current)
        {
            return;
        }

        var line = current.Step == "Sync" && job.Progress is { } progress
            ? $"{Size(progress.DoneBytes)} of {Size(progress.TotalBytes)}, {Size(progress.BytesPerSecond)}/s, {Left(progress)}, round {progress.Round + 1}"
            : current.TotalBytes > 0
                ? $"{Size(current.DoneBytes)} of {Size(current.TotalBytes)}  {current.Text}"
                : current.Percent > 0 ? $"{current.Percent} %  {current.Text}" : current.Text;
        if (job.Interrupted is { } interrupted)
        {
            line = $"interrupted: {interrupted}";
        }

        var shown = $"{prefix}{Name(current.Step),-18} {line}";
        var begins = _told.Add($"{current.Step} {job.Attempt} begun {job.Interrupted}");
        if (_inPlace || begins || (shown != _last && _sinceLine.Elapsed >= LogEvery))
        {
            Write(shown, final: false);
        }
    }

    public static string Size(long bytes) => bytes switch
    {
        >= 1L << 30 => $"{bytes / (double)(1L << 30):0.00} GiB",
        >= 1L << 20 => $"{bytes / (double)(1L << 20):0.0} MiB",
        _ => $"{bytes / 1024.0:0} KiB",
    };

    /// <summary>What a finished transfer came to, uncompressed.</summary>
    private static string Speed(StepInfo step, JobInfo job, TimeSpan took)
        => step.Step == "Sync" && job.Sync is { } sync && took > TimeSpan.Zero ? $" {Size((long)(sync.Bytes / took.TotalSeconds))}/s." : "";

    private static string Left(ProgressInfo progress) => progress.TimeLeft is { } left ? $"{left.TotalSeconds:0} s left" : "time left unknown";

    private static string Name(string step) => string.Concat(step.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    private void Write(string line, bool final)
    {
        if (!_inPlace)
        {
            Console.WriteLine(line.TrimEnd());
            _sinceLine.Restart();
            _last = line;
            return;
        }

        var width = Math.Max(20, Console.WindowWidth - 1);
        var shown = line.Length > width ? line[..width] : line;
        if (shown == _last && !final)
        {
            return;
        }

        Console.Write($"\r{shown.PadRight(Math.Min(width, Math.Max(_last.Length, shown.Length)))}{(final ? "\n" : "")}");
        _last = final ? "" : shown;
    }
}
