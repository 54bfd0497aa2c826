namespace FleetMigrator.Receiver.Tools;

/// <summary>What an external program left behind.</summary>
/// <param name="ExitCode">Its status; 124 when the time limit ended it.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="TimedOut">The time limit ended it.</param>
internal sealed record ToolResult(int ExitCode, string Output, string Error, bool TimedOut)
{
    public bool Succeeded => ExitCode == 0 && !TimedOut;

    /// <summary>The last lines of what it said, short enough for an error message.</summary>
    public string Tail
    {
        get
        {
            const int lines = 6; // Tools put the reason last; more than this belongs into the log.
            var said = string.IsNullOrWhiteSpace(Error) ? Output : Error;
            var last = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(lines);
            return TimedOut ? "time limit exceeded; " + string.Join(" | ", last) : string.Join(" | ", last);
        }
    }
}
