namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>A command on an instance.</summary>
/// <param name="Status">Pending, Scheduled, Running, Success, Failed, Error, Timeout, Cancelled, Stopping, Terminated, Aborted or Invalid.</param>
/// <param name="ExitCode">Of the script, once it ended.</param>
/// <param name="Output">What it said.</param>
/// <param name="ErrorCode">The cloud's word for what went wrong, or empty.</param>
/// <param name="Error">The same for people, or empty.</param>
[GenerateSerializer, Immutable, Alias("fleet.cloud.server-command")]
public sealed record ServerCommand(string Status, int? ExitCode, string Output, string ErrorCode, string Error)
{
    /// <summary>Whether it goes on.</summary>
    public bool IsOpen => Status is "Pending" or "Scheduled" or "Running" or "Stopping";
}
