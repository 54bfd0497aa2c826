namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>The <c>Name=value,Name=value</c> part of an <c>Authorization</c> header.</summary>
internal static class AuthorizationFields
{
    public static Dictionary<string, string> Read(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                fields[field[..equals]] = field[(equals + 1)..];
            }
        }

        return fields;
    }
}
