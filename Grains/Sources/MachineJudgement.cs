using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Sources;

/// <summary>Tells machines apart. Pure: whether another machine runs under an id is asked for.</summary>
internal static class MachineJudgement
{
    /// <summary>The source server that a newcomer is, or null when it can't be told from another machine that runs.</summary>
    /// <param name="known">Machines of the same machine id.</param>
    /// <param name="newcomer">Who wants to join.</param>
    /// <param name="derived">The id that follows from its identity.</param>
    /// <param name="runsElsewhere">Whether another machine runs as this source server now.</param>
    public static async Task<string?> SourceId(IReadOnlyList<KnownMachine> known, Newcomer newcomer, string derived, Func<string, Task<bool>> runsElsewhere)
    {
        // The same agent's key on the same board is the same machine, whatever network card it has now.
        var again = known.Where(machine => machine.KeySha256 == newcomer.KeySha256 && IsSameBoard(machine.Identity, newcomer.Identity))
            .OrderByDescending(machine => machine.SourceId == derived);
        foreach (var machine in again)
        {
            if (!await runsElsewhere(machine.SourceId))
            {
                return machine.SourceId;
            }
        }

        if (!await runsElsewhere(derived))
        {
            return derived;
        }

        // A copy down to the last fact. Its agent's key, if it is its own, tells it apart from now on.
        return known.Any(machine => machine.KeySha256 == newcomer.KeySha256) ? null : Ids.Of("s", derived, newcomer.KeySha256);
    }

    private static bool IsSameBoard(MachineIdentity left, MachineIdentity right)
        => left.ProductUuid == right.ProductUuid && left.ProductSerial == right.ProductSerial;
}
