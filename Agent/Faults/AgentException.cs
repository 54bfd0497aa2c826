namespace FleetMigrator.Agent.Faults;

/// <summary>A failure that a person can do something about: it carries code, cause and remedy.</summary>
internal sealed class AgentException(AgentFault fault, string cause, Exception? inner = null)
    : Exception($"{fault.Code} {fault.Title}: {cause}", inner)
{
    public AgentFault Fault { get; } = fault;

    /// <summary>The facts of this case.</summary>
    public string Cause { get; } = cause;
}
