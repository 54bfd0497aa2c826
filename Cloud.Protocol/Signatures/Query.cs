namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>Query strings as ordered pairs. A name without a value has the empty value.</summary>
public static class Query
{
    /// <summary>Splits and decodes a raw query (without the question mark) or a form body.</summary>
    /// <param name="raw">Such as <c>a=1&amp;b</c>; may be empty.</param>
    /// <param name="plusIsSpace">True for RPC queries and forms, false for OSS.</param>
    public static List<KeyValuePair<string, string>> Parse(string raw, bool plusIsSpace)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var part in raw.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals];
            var value = equals < 0 ? "" : part[(equals + 1)..];
            pairs.Add(new(PercentEncoding.Decode(name, plusIsSpace), PercentEncoding.Decode(value, plusIsSpace)));
        }

        return pairs;
    }

    /// <summary>Writes pairs for the request line, in the order given; an empty value is left out with its equals sign only where OSS wants it.</summary>
    /// <param name="pairs">Decoded pairs.</param>
    /// <param name="bareNames">True writes <c>uploads</c> instead of <c>uploads=</c> (OSS).</param>
    public static string Write(IEnumerable<KeyValuePair<string, string>> pairs, bool bareNames = false)
        => string.Join('&', pairs.Select(pair => Write(pair, bareNames)));

    /// <summary>The sorted form that is signed: by encoded name, by code point.</summary>
    /// <param name="pairs">Decoded pairs.</param>
    /// <param name="bareNames">True for OSS4, where a parameter without a value has no equals sign.</param>
    public static string Canonical(IEnumerable<KeyValuePair<string, string>> pairs, bool bareNames = false)
        => string.Join('&', pairs
            .OrderBy(pair => PercentEncoding.Encode(pair.Key), StringComparer.Ordinal)
            .ThenBy(pair => PercentEncoding.Encode(pair.Value), StringComparer.Ordinal)
            .Select(pair => Write(pair, bareNames)));

    private static string Write(KeyValuePair<string, string> pair, bool bareNames)
        => bareNames && pair.Value.Length == 0
            ? PercentEncoding.Encode(pair.Key)
            : $"{PercentEncoding.Encode(pair.Key)}={PercentEncoding.Encode(pair.Value)}";
}
