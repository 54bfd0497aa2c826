using FleetMigrator.Grains.Interfaces.ActivationCodes;

namespace FleetMigrator.Silo.Api;

/// <summary>A code at the only moment at which its secret is known.</summary>
/// <param name="View">The code as it is shown later.</param>
/// <param name="Code">What an agent presents.</param>
/// <param name="InstallLine">What a person runs on a server to import it.</param>
internal sealed record NewCode(CodeView View, string Code, string InstallLine);
