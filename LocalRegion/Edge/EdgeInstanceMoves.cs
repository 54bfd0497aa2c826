using System.Collections.Frozen;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using static FleetMigrator.LocalRegion.Edge.EdgeInstanceStatus;

namespace FleetMigrator.LocalRegion.Edge;

/// <summary>Which call is taken in which state, and where it leads. What is not listed is refused.</summary>
internal static class EdgeInstanceMoves
{
    private static readonly FrozenDictionary<(ActionDefinition Call, EdgeInstanceStatus From), EdgeInstanceStatus> All =
        new Dictionary<(ActionDefinition, EdgeInstanceStatus), EdgeInstanceStatus>
        {
            [(EnsActions.StartInstance, Stopped)] = Starting,
            [(EnsActions.StopInstance, Running)] = Stopping,
            [(EnsActions.RebootInstance, Running)] = Stopping,
            [(EnsActions.ReleasePostPaidInstance, Starting)] = Releasing,
            [(EnsActions.ReleasePostPaidInstance, Running)] = Releasing,
            [(EnsActions.ReleasePostPaidInstance, Stopping)] = Releasing,
            [(EnsActions.ReleasePostPaidInstance, Stopped)] = Releasing,
            [(EnsActions.ReleasePostPaidInstance, Releasing)] = Releasing,
        }.ToFrozenDictionary();

    public static EdgeInstance Apply(ActionDefinition call, EdgeInstance instance) => All.TryGetValue((call, instance.Status), out var next)
        ? instance with { Status = next }
        : throw EnsErrors.InterfaceError.Because($"{call.Name} is not possible: the instance {instance.Id} is {instance.Status}.");
}
