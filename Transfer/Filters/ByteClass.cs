using System.Text;

namespace FleetMigrator.Transfer.Filters;

/// <summary>Sets of bytes: a character class, a single byte, or all but the slash. Names are bytes, so letters are those of ASCII.</summary>
internal static class ByteClass
{
    public static readonly bool[] AllButSlash = [.. Enumerable.Range(0, 256).Select(value => value != '/')];

    private static readonly Dictionary<string, Func<char, bool>> Named = new(StringComparer.Ordinal)
    {
        ["alnum"] = char.IsAsciiLetterOrDigit,
        ["alpha"] = char.IsAsciiLetter,
        ["blank"] = one => one is ' ' or '\t',
        ["cntrl"] = one => one is < ' ' or '\x7f',
        ["digit"] = char.IsAsciiDigit,
        ["graph"] = one => one is > ' ' and < '\x7f',
        ["lower"] = char.IsAsciiLetterLower,
        ["print"] = one => one is >= ' ' and < '\x7f',
        ["punct"] = one => one is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(one),
        ["space"] = one => one is ' ' or (>= '\t' and <= '\r'),
        ["upper"] = char.IsAsciiLetterUpper,
        ["xdigit"] = char.IsAsciiHexDigit,
    };

    public static bool[] Of(byte one)
    {
        var bytes = new bool[256];
        bytes[one] = true;
        return bytes;
    }

    /// <summary>Reads <c>[abc]</c>, <c>[a-z]</c>, <c>[!a]</c>, <c>[^a]</c>, <c>[[:digit:]]</c>, <c>[]]</c>, <c>[\]]</c>.</summary>
    /// <returns>Null when it isn't closed or names an unknown class: such a pattern matches nothing.</returns>
    public static bool[]? Parse(ReadOnlySpan<byte> pattern, out int length)
    {
        var bytes = new bool[256];
        var at = 1;
        length = pattern.Length;
        var negated = at < pattern.Length && pattern[at] is (byte)'!' or (byte)'^';
        at += negated ? 1 : 0;
        for (var first = at; at < pattern.Length && (pattern[at] != (byte)']' || at == first);)
        {
            if (!TakeMember(pattern, ref at, bytes))
            {
                return null;
            }
        }

        if (at >= pattern.Length)
        {
            return null;
        }

        length = at + 1;
        for (var value = 0; negated && value < bytes.Length; value++)
        {
            bytes[value] = !bytes[value];
        }

        bytes['/'] = false;
        return bytes;
    }

    private static bool TakeMember(ReadOnlySpan<byte> pattern, ref int at, bool[] bytes)
    {
        var rest = pattern[at..];
        if (rest.StartsWith("[:"u8) && rest[2..].IndexOf((byte)']') is >= 1 and var close && rest[1 + close] == (byte)':')
        {
            at += close + 3;
            return AddNamed(Encoding.ASCII.GetString(rest[2..(1 + close)]), bytes);
        }

        if (!TakeByte(pattern, ref at, out var from))
        {
            return false;
        }

        var to = from;
        if (at + 1 < pattern.Length && pattern[at] == (byte)'-' && pattern[at + 1] != (byte)']')
        {
            at++;
            if (!TakeByte(pattern, ref at, out to))
            {
                return false;
            }
        }

        for (int value = from; value <= to; value++)
        {
            bytes[value] = true;
        }

        bytes[from] |= from > to; // A range that runs backwards is rsync's way to name its first byte.
        return true;
    }

    private static bool TakeByte(ReadOnlySpan<byte> pattern, ref int at, out byte one)
    {
        at += pattern[at] == (byte)'\\' ? 1 : 0;
        one = at < pattern.Length ? pattern[at] : (byte)0;
        return at++ < pattern.Length;
    }

    private static bool AddNamed(string name, bool[] bytes)
    {
        if (!Named.TryGetValue(name, out var holds))
        {
            return false;
        }

        for (var value = 0; value < 128; value++)
        {
            bytes[value] |= holds((char)value);
        }

        return true;
    }
}
