namespace FleetMigrator.Silo.Api;

/// <summary>A command that an agent was given.</summary>
/// <param name="CommandId">By which its report is found.</param>
internal sealed record CommandAccepted(string CommandId);
