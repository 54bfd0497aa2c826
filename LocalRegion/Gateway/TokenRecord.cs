using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>The answer that was given to a client token, so that the same call again has no second effect.</summary>
internal sealed record TokenRecord(string Id, string ParametersHash, string Answer, DateTimeOffset Created) : IDocument;
