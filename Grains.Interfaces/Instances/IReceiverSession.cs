namespace FleetMigrator.Grains.Interfaces.Instances;

/// <summary>The open stream of a receiver, as its grain sees it.</summary>
[Alias("fleet.receiver-session")]
public interface IReceiverSession : IGrainObserver
{
    /// <summary>Sends a command down the stream.</summary>
    [Alias("deliver")]
    Task Deliver(ReceiverCommand command);

    /// <summary>Another stream of the same instance has taken over: end this one.</summary>
    [Alias("replaced")]
    Task Replaced();
}
