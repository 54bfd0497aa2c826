using FleetMigrator.Cloud.Credentials;
using FleetMigrator.Cloud.Options;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using Microsoft.Extensions.Options;

namespace FleetMigrator.Cloud;

/// <summary>The one account of the section <c>Cloud</c>.</summary>
internal sealed class ConfiguredClouds(IOptions<CloudOptions> options, ICredentialSource credentials, AlibabaCloud cloud) : IClouds
{
    /// <inheritdoc/>
    public ICloud For(string account)
    {
        if (account != options.Value.Account)
        {
            throw CloudErrors.NotConfigured.With($"there is no account {account}; the configured one is {options.Value.Account}");
        }

        return credentials.Current() is null
            ? throw CloudErrors.NotConfigured.With("neither the environment nor the configuration nor the credentials file has an access key")
            : cloud;
    }
}
