using FleetMigrator.Cloud.Protocol.Errors;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>Tags as callers set and ask for them.</summary>
internal static class TagFilter
{
    /// <summary>Whether a thing with these tags passes; a filter without a value asks for the key only.</summary>
    public static bool Matches(RpcCall call, IReadOnlyDictionary<string, string> tags) => call.Parameters.Structs("Tag").All(wanted =>
        tags.TryGetValue(wanted.Needed("Key"), out var value)
        && (wanted.Text("Value") is not { Length: > 0 } text || text == value));

    /// <summary>The tags of something new.</summary>
    public static IReadOnlyDictionary<string, string> Read(RpcCall call)
    {
        var tags = call.Parameters.Tags();
        foreach (var key in tags.Keys.Where(key =>
            key.StartsWith("aliyun", StringComparison.Ordinal) || key.StartsWith("acs:", StringComparison.Ordinal) || key.Contains("://", StringComparison.Ordinal)))
        {
            throw EcsErrors.TagKeyMalformed.Because($"The tag key \"{key}\" is malformed.");
        }

        return tags;
    }
}
