namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>The open stream of an agent, as its grain sees it. Best effort: commands are repeated until reported on.</summary>
[Alias("fleet.agent-session")]
public interface IAgentSession : IGrainObserver
{
    /// <summary>Sends a command down the stream.</summary>
    [Alias("deliver")]
    Task Deliver(SourceCommand command);

    /// <summary>Another stream of the same server has taken over: end this one.</summary>
    [Alias("replaced")]
    Task Replaced();
}
