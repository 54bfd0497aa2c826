namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>A request as it stands on the wire: what a client is about to send, or what a server got, before any decoding.</summary>
/// <param name="Method">In upper case.</param>
/// <param name="Path">Still escaped, beginning with a slash, without the query.</param>
/// <param name="QueryString">Still escaped, without the question mark; empty when there is none.</param>
/// <param name="Headers">Names in any case; a repeated header may appear twice.</param>
public sealed record WireRequest(string Method, string Path, string QueryString, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <summary>Splits the target of the request line, which may be a path or an absolute address.</summary>
    public static WireRequest FromTarget(string method, string target, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        if (!target.StartsWith('/') && target.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0)
        {
            var slash = target.IndexOf('/', scheme + 3);
            target = slash < 0 ? "/" : target[slash..];
        }

        var mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0
            ? new(method, target, "", headers)
            : new(method, target[..mark], target[(mark + 1)..], headers);
    }

    /// <summary>The header's value, several of one name joined by commas; null when it was not sent.</summary>
    public string? Header(string name)
    {
        string? value = null;
        foreach (var header in Headers)
        {
            if (string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
            {
                value = value is null ? header.Value.Trim() : $"{value},{header.Value.Trim()}";
            }
        }

        return value;
    }
}
