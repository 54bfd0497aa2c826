namespace FleetMigrator.Cloud.Protocol.Errors;

/// <summary>A refusal that a server turns into an error answer.</summary>
public sealed class WireException(WireError error, string message) : Exception(message)
{
    /// <summary>Code and status of the answer.</summary>
    public WireError Error { get; } = error;
}
