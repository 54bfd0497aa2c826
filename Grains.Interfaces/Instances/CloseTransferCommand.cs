namespace FleetMigrator.Grains.Interfaces.Instances;

/// <summary>Close the ports; what has arrived is durable.</summary>
[GenerateSerializer, Immutable, Alias("fleet.instance.command.close-transfer")]
public sealed record CloseTransferCommand(string Id, string JobId) : ReceiverCommand(Id, JobId);
