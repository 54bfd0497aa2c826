namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>A failure to be played.</summary>
/// <param name="Action">Action that fails, such as <c>CreateImage</c> or <c>PutObject</c>.</param>
/// <param name="Count">How many more times.</param>
/// <param name="Code">The cloud's code; <c>ConnectionReset</c> closes the connection without an answer.</param>
/// <param name="HttpStatus">Status of the answer.</param>
/// <param name="AfterEffect">True: the action is carried out first, only its answer is lost.</param>
internal sealed record Fault(string Action, int Count, string Code, int HttpStatus = 503, bool AfterEffect = false)
{
    public const string ConnectionReset = "ConnectionReset";

    public string Message => $"This failure was ordered by the fault plan ({Code}).";
}
