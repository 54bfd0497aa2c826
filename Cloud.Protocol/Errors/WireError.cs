namespace FleetMigrator.Cloud.Protocol.Errors;

/// <summary>One error as the wire knows it.</summary>
/// <param name="Code">Such as <c>InvalidInstanceId.NotFound</c>.</param>
/// <param name="Status">HTTP status that goes with it.</param>
/// <param name="Message">What a server says when it has nothing more precise to say.</param>
public sealed record WireError(string Code, int Status, string Message)
{
    /// <summary>An exception with the usual message.</summary>
    public WireException Because() => new(this, Message);

    /// <summary>An exception with the facts of this case.</summary>
    public WireException Because(string message) => new(this, message);
}
