namespace FleetMigrator.Agent.Commands;

/// <summary>Exit codes of <c>fleet-agent</c>, the same as fleetctl's. Unknown means failure.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int NotFound = 3;
    public const int NotAllowed = 5;
    public const int Unreachable = 69;
    public const int AlreadyRunning = 75;
    public const int NeedsRoot = 77;
    public const int Configuration = 78;
    public const int Interrupted = 130;
}
