using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.Cloud.Credentials;

/// <summary>The INI file that all official SDKs read: <c>~/.alibabacloud/credentials</c>, or the one that <c>ALIBABA_CLOUD_CREDENTIALS_FILE</c> names.</summary>
internal sealed class ProfileFileCredentials : ICredentialSource
{
    private readonly AccessKey? _key;

    public ProfileFileCredentials(Func<string, string?> environment)
    {
        var path = environment("ALIBABA_CLOUD_CREDENTIALS_FILE")
            ?? (environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".alibabacloud", "credentials") : null);
        if (path is not null && File.Exists(path))
        {
            _key = Read(File.ReadLines(path), environment("ALIBABA_CLOUD_PROFILE") ?? "default");
        }
    }

    /// <inheritdoc/>
    public AccessKey? Current() => _key;

    private static AccessKey? Read(IEnumerable<string> lines, string profile)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var mine = false;
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] is not ('#' or ';')))
        {
            if (line[0] == '[')
            {
                mine = line.Trim('[', ']').Trim() == profile;
            }
            else if (mine && line.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, var value])
            {
                values[name] = value;
            }
        }

        return values.GetValueOrDefault("type", "access_key") is "access_key" or "sts"
            && values.TryGetValue("access_key_id", out var id) && values.TryGetValue("access_key_secret", out var secret)
            ? new(id, secret, values.GetValueOrDefault("security_token"))
            : null;
    }
}
