namespace FleetMigrator.Agent.Logging;

/// <summary>The agent's log: a rotating file, the terminal in the foreground, and the service for what it should know.</summary>
internal sealed class AgentLog(TimeProvider clock, RotatingFile? file, TextWriter? terminal)
{
    /// <summary>Told of every line, level first; the session passes them on to the service.</summary>
    public Action<string, string>? OnWritten { get; set; }

    public void Info(string text) => Write("info", text);

    public void Warn(string text) => Write("warn", text);

    public void Error(string text, Exception? failure = null)
    {
        Write("error", text);
        if (failure is not null)
        {
            // The stack is for the file only: on the page it would bury the sentence that matters.
            file?.Append(failure + "\n");
        }
    }

    private void Write(string level, string text)
    {
        var line = $"{clock.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {level} {text}\n";
        file?.Append(line);
        terminal?.Write(line);
        OnWritten?.Invoke(level, text);
    }
}
