namespace FleetMigrator.Cli;

/// <summary>What the exit status means; unknown means failure.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int NotFound = 3;
    public const int RefusedByState = 4;
    public const int NotAllowed = 5;
    public const int Unreachable = 69;
    public const int Configuration = 78;
    public const int Interrupted = 130;
}
