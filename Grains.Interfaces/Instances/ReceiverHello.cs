namespace FleetMigrator.Grains.Interfaces.Instances;

/// <summary>What a receiver says when its stream opens.</summary>
/// <param name="Token">The secret from the instance's user data; good for binding one certificate.</param>
/// <param name="CertificateSha256">Of the TLS client certificate it showed, lower-case hex.</param>
/// <param name="Version">Version of the receiver.</param>
/// <param name="BootId">Changes when the instance boots.</param>
/// <param name="CloudInstanceId">From the metadata service, or empty.</param>
[GenerateSerializer, Immutable, Alias("fleet.instance.hello")]
public sealed record ReceiverHello(string Token, string CertificateSha256, string Version, string BootId, string CloudInstanceId);
