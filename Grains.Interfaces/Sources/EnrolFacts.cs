namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>What a machine says of itself when it joins.</summary>
/// <param name="Identity">By which it is known again.</param>
/// <param name="Inventory">What it is made of.</param>
/// <param name="AgentVersion">Version of its agent.</param>
/// <param name="Capabilities">What its agent can do.</param>
/// <param name="CodeId">The activation code or access key it used.</param>
/// <param name="CertificateSha256">Of the certificate that it is given, lower-case hex.</param>
[GenerateSerializer, Immutable, Alias("fleet.source.enrol")]
public sealed record EnrolFacts(MachineIdentity Identity, Inventory Inventory, string AgentVersion, IReadOnlyList<string> Capabilities, string CodeId, string CertificateSha256)
{
    /// <summary>Other source servers of the same machine id.</summary>
    [Id(0)]
    public IReadOnlyList<string> Resembles { get; init; } = [];
}
