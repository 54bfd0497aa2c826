namespace FleetMigrator.Receiver.Faults;

/// <summary>A command failed in a way that the catalogue names.</summary>
internal sealed class ReceiverException(FaultCode code, string cause, Exception? inner = null)
    : Exception($"{code.Id} {code.Title}: {cause}", inner)
{
    public FaultCode Code { get; } = code;

    public string Cause { get; } = cause;

    /// <summary>The same command may succeed later without anybody having changed anything.</summary>
    public bool Retryable { get; init; } = true;
}
