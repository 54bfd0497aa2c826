using System.Text;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Interfaces.Fleet.Search;

/// <summary>A search while it is read from left to right. Positions count from 1.</summary>
internal sealed class SearchText(string text)
{
    private const string Signs = "=:!<>";

    private int _at;

    /// <summary>Of the next character that is not a blank.</summary>
    public int Position
    {
        get
        {
            SkipBlanks();
            return _at + 1;
        }
    }

    public bool AtEnd => Position > text.Length;

    public static FleetException Fault(int position, string cause)
        => new([ServiceErrors.BadSearch.Fault($"at position {position}: {cause}") with { Field = "q" }]);

    public FleetException Unexpected(string cause) => Fault(Position, cause);

    public bool Is(char sign) => !AtEnd && text[_at] == sign;

    public void Skip() => _at++;

    public bool IsKeyword(string word)
    {
        var end = Position - 1 + word.Length;
        return end <= text.Length
            && text.AsSpan(_at, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase)
            && (end == text.Length || EndsWord(text[end]));
    }

    public bool TryKeyword(string word)
    {
        var found = IsKeyword(word);
        _at += found ? word.Length : 0;
        return found;
    }

    /// <summary>Reads <c>field</c> or <c>tag.key</c> and its operator; reads nothing when no condition begins here.</summary>
    public WrittenField? TryField()
    {
        var begin = Position - 1;
        var name = Run(IsNameCharacter);
        if (name.Length == 0)
        {
            return Signs.Contains(text[begin]) ? throw Unexpected($"'{text[begin]}' has no field before it") : null;
        }

        var key = "";
        if (name.Equals("tag", StringComparison.OrdinalIgnoreCase) && Is('.'))
        {
            _at++;
            key = _at < text.Length && text[_at] == '"' ? Quoted() : Run(character => !EndsWord(character) && !Signs.Contains(character));
            if (key.Length == 0)
            {
                throw Unexpected("the key of the tag is missing");
            }
        }

        var operatorAt = Position;
        var sign = Operator();
        if (sign.Length > 0)
        {
            return new WrittenField(name, key, sign, begin + 1, operatorAt);
        }

        _at = begin;
        return key.Length > 0 ? throw Fault(operatorAt, "a comparison is missing after the tag's key") : null;
    }

    /// <summary>A word, or what stands in quotes.</summary>
    public string Value()
    {
        if (AtEnd || Is(')'))
        {
            throw Unexpected("a value is missing");
        }

        return Is('"') ? Quoted() : Run(character => !EndsWord(character)) is { Length: > 0 } word ? word : throw Unexpected($"'{text[_at]}' is not expected here");
    }

    private string Operator()
    {
        if (AtEnd)
        {
            return "";
        }

        foreach (var sign in (ReadOnlySpan<string>)["!=", "<=", ">=", "=", ":", "<", ">"])
        {
            if (text.AsSpan(_at).StartsWith(sign, StringComparison.Ordinal))
            {
                _at += sign.Length;
                return sign;
            }
        }

        return "";
    }

    private string Quoted()
    {
        var opened = _at + 1;
        var value = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            switch (text[_at])
            {
                case '"':
                    _at++;
                    return value.ToString();
                case '\\' when _at + 1 < text.Length:
                    value.Append(text[++_at]);
                    break;
                default:
                    value.Append(text[_at]);
                    break;
            }
        }

        throw Fault(opened, "the quotes are not closed");
    }

    private string Run(Func<char, bool> belongs)
    {
        var begin = _at;
        while (_at < text.Length && belongs(text[_at]))
        {
            _at++;
        }

        return text[begin.._at];
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character);

    private static bool EndsWord(char character) => char.IsWhiteSpace(character) || character is '(' or ')' or '"';
}
