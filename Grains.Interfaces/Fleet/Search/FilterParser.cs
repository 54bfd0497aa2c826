using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Interfaces.Fleet.Search;

/// <summary>
/// Reads the search language. Conditions such as <c>state=Running</c>, <c>tag.env=prod</c>, <c>age&lt;7d</c> or a bare word are joined by
/// <c>and</c> (or nothing), <c>or</c>, <c>not</c> and parentheses; values with blanks stand in double quotes, in which a backslash takes the
/// next character as it is. <c>and</c> binds closer than <c>or</c>.
/// </summary>
public sealed class FilterParser
{
    /// <summary>Longest search.</summary>
    public const int MostCharacters = 2_000;

    // A database refuses statements that are much larger, with words that nobody understands.
    private const int MostConditions = 100;
    private const int MostDepth = 32;

    private readonly SearchText _text;
    private readonly Topic _topic;
    private int _conditions;
    private int _depth;

    private FilterParser(string text, Topic topic) => (_text, _topic) = (new SearchText(text), topic);

    /// <summary>Reads a search; the empty one finds everything.</summary>
    /// <param name="text">The search.</param>
    /// <param name="topic">Decides which fields there are.</param>
    /// <exception cref="FleetException">FM-9010, with the position of what is wrong.</exception>
    public static Filter Parse(string text, Topic topic)
    {
        if (text.Length > MostCharacters)
        {
            throw SearchText.Fault(MostCharacters, $"the search is longer than {MostCharacters} characters");
        }

        var parser = new FilterParser(text, topic);
        if (parser._text.AtEnd)
        {
            return Filter.Everything;
        }

        var filter = parser.Or();
        return parser._text.AtEnd ? filter : throw parser._text.Unexpected("a closing parenthesis without its opening one");
    }

    private Filter Or()
    {
        var parts = new List<Filter> { And() };
        while (_text.TryKeyword("or"))
        {
            parts.Add(And());
        }

        return parts.Count == 1 ? parts[0] : new AnyOf(parts);
    }

    private Filter And()
    {
        var parts = new List<Filter> { Negation() };
        while (_text.TryKeyword("and") || !(_text.AtEnd || _text.Is(')') || _text.IsKeyword("or")))
        {
            parts.Add(Negation());
        }

        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private Filter Negation()
    {
        if (++_depth > MostDepth)
        {
            throw _text.Unexpected($"more than {MostDepth} levels");
        }

        var filter = _text.TryKeyword("not") ? new Not(Negation()) : Primary();
        _depth--;
        return filter;
    }

    private Filter Primary()
    {
        if (_text.AtEnd || _text.Is(')') || _text.IsKeyword("and") || _text.IsKeyword("or"))
        {
            throw _text.Unexpected("a condition is missing");
        }

        if (_text.Is('('))
        {
            var opened = _text.Position;
            _text.Skip();
            var inner = Or();
            if (!_text.Is(')'))
            {
                throw SearchText.Fault(opened, "the parenthesis is not closed");
            }

            _text.Skip();
            return inner;
        }

        if (++_conditions > MostConditions)
        {
            throw _text.Unexpected($"more than {MostConditions} conditions");
        }

        return _text.TryField() is { } written ? Condition(written) : new Where(SearchFields.Text, Comparison.Contains, _text.Value().ToLowerInvariant());
    }

    private Filter Condition(WrittenField written)
    {
        var field = SearchFields.Find(_topic, written.Name)
            ?? throw SearchText.Fault(
                written.Position,
                $"there is no field '{written.Name}'; there are {string.Join(", ", SearchFields.Of(_topic).Select(known => known.Name))}. Text with a sign in it stands in quotes");
        if (written.Key.Length > 0 && field.Kind != FieldKind.Tag)
        {
            throw SearchText.Fault(written.Position, $"only tags have keys, '{field.Name}' has none");
        }

        var (position, value) = (_text.Position, _text.Value());
        var test = FieldValue.Test(field, written, value, position);
        return written.Operator == "!=" ? new Not(test) : test;
    }
}
