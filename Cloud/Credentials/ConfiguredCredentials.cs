using FleetMigrator.Cloud.Options;
using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.Cloud.Credentials;

/// <summary>The key of the section <c>Cloud</c>.</summary>
internal sealed class ConfiguredCredentials : ICredentialSource
{
    private readonly AccessKey? _key;

    public ConfiguredCredentials(CloudOptions options)
    {
        var secret = options.AccessKeySecretFile is { } file ? File.ReadAllText(file).Trim() : options.AccessKeySecret;
        _key = options.AccessKeyId is { Length: > 0 } id && secret is { Length: > 0 } ? new(id, secret, options.SecurityToken) : null;
    }

    /// <inheritdoc/>
    public AccessKey? Current() => _key;
}
