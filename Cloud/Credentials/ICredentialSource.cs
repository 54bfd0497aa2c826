using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.Cloud.Credentials;

/// <summary>
/// One place where an access key may come from. Asked before every signature, so a source of temporary keys renews them by
/// itself ahead of their end and answers from memory.
/// </summary>
public interface ICredentialSource
{
    /// <summary>The key to sign with now, or null when this source has none.</summary>
    AccessKey? Current();
}
