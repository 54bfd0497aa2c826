namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>What an agent says when its stream opens.</summary>
/// <param name="AgentVersion">Version of the agent.</param>
/// <param name="Capabilities">What it can do.</param>
/// <param name="BootId">Changes when the server boots.</param>
/// <param name="Inventory">As found now.</param>
/// <param name="CertificateSha256">Of the certificate that it shows.</param>
[GenerateSerializer, Immutable, Alias("fleet.source.hello")]
public sealed record AgentHello(string AgentVersion, IReadOnlyList<string> Capabilities, string BootId, Inventory Inventory, string CertificateSha256);
