namespace FleetMigrator.Demo.Stage;

/// <summary>A failure told to a person: what, what to do, where the logs are.</summary>
public sealed class DemoException(string what, string remedy, string? logPath = null, Exception? inner = null)
    : Exception(logPath is null ? what : $"{what} (log: {logPath})", inner)
{
    /// <summary>What to do about it.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>The log that tells more, or null.</summary>
    public string? LogPath { get; } = logPath;
}
