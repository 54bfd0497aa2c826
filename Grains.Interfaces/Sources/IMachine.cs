namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>
/// All machines that share one machine id: usually one, and its copies where somebody copied it. Key: see
/// <see cref="MachineIdentity.MachineKey"/>.
/// </summary>
[Alias("fleet.machine")]
public interface IMachine : IGrainWithStringKey
{
    /// <summary>Says which source server a machine is: the one it was before, or a new one. Changes nothing.</summary>
    /// <exception cref="Errors.FleetException">FM-2030 when it cannot be told from another machine that runs.</exception>
    [Alias("claim")]
    Task<MachineClaim> Claim(Newcomer newcomer);

    /// <summary>The machine was let in as this source server. Repeating is safe.</summary>
    [Alias("join")]
    Task Join(Newcomer newcomer, string sourceId);

    /// <summary>A source server is deleted. Repeating is safe.</summary>
    [Alias("forget")]
    Task Forget(string sourceId);
}
