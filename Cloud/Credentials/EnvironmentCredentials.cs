using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.Cloud.Credentials;

/// <summary>The variables that all official SDKs read.</summary>
internal sealed class EnvironmentCredentials(Func<string, string?> environment) : ICredentialSource
{
    /// <inheritdoc/>
    public AccessKey? Current()
        => environment("ALIBABA_CLOUD_ACCESS_KEY_ID") is { Length: > 0 } id && environment("ALIBABA_CLOUD_ACCESS_KEY_SECRET") is { Length: > 0 } secret
            ? new(id, secret, environment("ALIBABA_CLOUD_SECURITY_TOKEN") is { Length: > 0 } token ? token : null)
            : null;
}
