namespace FleetMigrator.Agent.Faults;

/// <summary>One entry of the product's error catalogue that the agent itself can report.</summary>
/// <param name="Code"><c>FM-nnnn</c>, as in the catalogue.</param>
/// <param name="Title">What went wrong, in one sentence without a full stop.</param>
/// <param name="Remedy">What the reader does now.</param>
/// <param name="ExitCode">Exit code of a command that ends with it.</param>
/// <param name="Passing">Whether the same may succeed later without anybody repairing anything.</param>
internal sealed record AgentFault(string Code, string Title, string Remedy, int ExitCode = 1, bool Passing = false)
{
    /// <summary>An exception for this entry.</summary>
    /// <param name="cause">The facts of this case.</param>
    /// <param name="inner">What was caught, for the log.</param>
    public AgentException With(string cause, Exception? inner = null) => new(this, cause, inner);
}
