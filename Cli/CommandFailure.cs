namespace FleetMigrator.Cli;

/// <summary>A failure with its exit status and a text for people.</summary>
internal sealed class CommandFailure(int exitCode, string text) : Exception(text)
{
    public int ExitCode { get; } = exitCode;
}
