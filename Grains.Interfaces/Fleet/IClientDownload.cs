using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Interfaces.Fleet;

/// <summary>Offers the agent as an archive that a person downloads, unpacks and runs.</summary>
public interface IClientDownload
{
    /// <summary>What is offered now.</summary>
    /// <exception cref="FleetException">FM-9004 when no agent can be handed out.</exception>
    ClientDownload Offer();
}
