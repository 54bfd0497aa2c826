namespace FleetMigrator.Transfer.Filters;

/// <summary>
/// Matches bytes against <c>*</c> (no slash), <c>**</c> (anything), <c>?</c> and <c>[…]</c> (one byte, no slash), with a backslash
/// before what shall be itself. All ways to match are followed at once, so no pattern can take exponential time.
/// </summary>
internal sealed class Wildcard
{
    private const int Inline = 512;

    private readonly List<Token> _tokens = [];
    private readonly bool _never;

    public Wildcard(ReadOnlySpan<byte> pattern)
    {
        while (!pattern.IsEmpty && !_never)
        {
            pattern = pattern[Take(pattern, out _never)..];
        }
    }

    private enum Kind
    {
        One,
        Star,
        Stars,
    }

    /// <param name="text">All of it has to match.</param>
    /// <param name="afterEachSlash">Whether matching may also begin behind any slash.</param>
    public bool Matches(ReadOnlySpan<byte> text, bool afterEachSlash)
    {
        if (_never)
        {
            return false;
        }

        // reached[i]: the tokens so far match the text up to i.
        var reached = text.Length < Inline ? stackalloc bool[Inline] : new bool[text.Length + 1];
        reached = reached[..(text.Length + 1)];
        reached.Clear();
        reached[0] = true;
        for (var at = 0; afterEachSlash && at < text.Length; at++)
        {
            reached[at + 1] = text[at] == (byte)'/';
        }

        foreach (var token in _tokens)
        {
            if (!Step(token, text, reached))
            {
                return false;
            }
        }

        return reached[^1];
    }

    private static bool Step(Token token, ReadOnlySpan<byte> text, Span<bool> reached)
    {
        var any = false;
        if (token.Kind == Kind.One)
        {
            for (var at = text.Length; at > 0; at--)
            {
                any |= reached[at] = reached[at - 1] && token.Bytes![text[at - 1]];
            }

            reached[0] = false;
            return any;
        }

        for (var at = 1; at <= text.Length; at++)
        {
            reached[at] |= reached[at - 1] && (token.Kind == Kind.Stars || text[at - 1] != (byte)'/');
        }

        return true;
    }

    /// <returns>Bytes of the pattern that the next token takes.</returns>
    private int Take(ReadOnlySpan<byte> pattern, out bool broken)
    {
        broken = false;
        switch (pattern[0])
        {
            case (byte)'*':
                var stars = pattern.IndexOfAnyExcept((byte)'*') is >= 0 and var end ? end : pattern.Length;
                _tokens.Add(new Token(stars > 1 ? Kind.Stars : Kind.Star, null));
                return stars;
            case (byte)'?':
                _tokens.Add(new Token(Kind.One, ByteClass.AllButSlash));
                return 1;
            case (byte)'[':
                var bytes = ByteClass.Parse(pattern, out var length);
                broken = bytes is null;
                _tokens.Add(new Token(Kind.One, bytes));
                return length;
            case (byte)'\\' when pattern.Length > 1:
                _tokens.Add(new Token(Kind.One, ByteClass.Of(pattern[1])));
                return 2;
            default:
                _tokens.Add(new Token(Kind.One, ByteClass.Of(pattern[0])));
                return 1;
        }
    }

    private readonly record struct Token(Kind Kind, bool[]? Bytes);
}
