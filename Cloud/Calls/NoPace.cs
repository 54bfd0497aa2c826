using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.Cloud.Calls;

/// <summary>Calls as they come: for tools that make a few.</summary>
internal sealed class NoPace : ICallPace
{
    public ValueTask Wait(string region, CancellationToken cancellation) => ValueTask.CompletedTask;
}
