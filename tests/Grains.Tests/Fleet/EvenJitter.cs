using FleetMigrator.Grains.Jobs;

namespace FleetMigrator.Grains.Tests.Fleet;

/// <summary>No chance: every pause is as long as its class says.</summary>
internal sealed class EvenJitter : IJitter
{
    public double Next() => 0.5;
}
