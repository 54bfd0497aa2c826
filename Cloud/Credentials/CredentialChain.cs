using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.Cloud.Credentials;

/// <summary>Asks its sources in order; the first that has a key wins.</summary>
internal sealed class CredentialChain(params IReadOnlyList<ICredentialSource> sources) : ICredentialSource
{
    /// <inheritdoc/>
    public AccessKey? Current()
    {
        foreach (var source in sources)
        {
            if (source.Current() is { } key)
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>
    /// The documented order: environment, configuration, credentials file. With an endpoint of one's own the configuration comes
    /// first, so that a real account's key in the environment is never sent to a local region.
    /// </summary>
    public static CredentialChain From(Options.CloudOptions options, Func<string, string?> environment)
    {
        ICredentialSource fromEnvironment = new EnvironmentCredentials(environment);
        ICredentialSource fromOptions = new ConfiguredCredentials(options);
        ICredentialSource fromFile = new ProfileFileCredentials(environment);
        return options.Endpoint is null ? new(fromEnvironment, fromOptions, fromFile) : new(fromOptions, fromEnvironment, fromFile);
    }
}
