using System.Text;

namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>Percent-encoding as every signature of this protocol wants it: only RFC 3986's unreserved characters stay.</summary>
public static class PercentEncoding
{
    /// <summary>A space becomes <c>%20</c>, <c>*</c> becomes <c>%2A</c>, <c>~</c> stays.</summary>
    public static string Encode(string text) => Uri.EscapeDataString(text);

    /// <summary>The same, but slashes stay: for object keys in a path.</summary>
    public static string EncodePath(string path) => Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal);

    /// <summary>Decodes UTF-8 escapes; a percent sign that begins no escape stays as it is.</summary>
    /// <param name="text">Encoded text.</param>
    /// <param name="plusIsSpace">True for forms and RPC queries; false for paths and OSS, where a plus is a plus.</param>
    public static string Decode(string text, bool plusIsSpace)
    {
        if (!text.AsSpan().ContainsAny('%', '+'))
        {
            return text;
        }

        var bytes = new List<byte>(text.Length);
        var source = Encoding.UTF8.GetBytes(text);
        for (var at = 0; at < source.Length; at++)
        {
            var current = source[at];
            if (current == '%' && at + 2 < source.Length && char.IsAsciiHexDigit((char)source[at + 1]) && char.IsAsciiHexDigit((char)source[at + 2]))
            {
                bytes.Add(Convert.ToByte(Encoding.ASCII.GetString(source, at + 1, 2), 16));
                at += 2;
            }
            else
            {
                bytes.Add(plusIsSpace && current == '+' ? (byte)' ' : current);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
