namespace FleetMigrator.Silo.Tests.ReadModel;

/// <summary>A search as text, and beside it the same as a plain function of a view, which knows nothing of parser, tree or SQL.</summary>
/// <typeparam name="T">View.</typeparam>
internal sealed class RandomSearch<T>(int seed, Func<Random, (string, Func<T, bool>)> condition)
{
    private readonly Random _random = new(seed);

    public (string Text, Func<T, bool> Holds) Next(int depth = 3)
    {
        if (depth == 0 || _random.Next(4) == 0)
        {
            return condition(_random);
        }

        var (left, leftHolds) = Next(depth - 1);
        if (_random.Next(4) == 0)
        {
            return ($"not ({left})", view => !leftHolds(view));
        }

        var (right, rightHolds) = Next(depth - 1);
        return _random.Next(3) switch
        {
            0 => ($"({left}) ({right})", view => leftHolds(view) && rightHolds(view)),
            1 => ($"({left}) AND ({right})", view => leftHolds(view) && rightHolds(view)),
            // What is joined by "and" on either side needs no parentheses.
            _ => ($"({left} or {right})", view => leftHolds(view) || rightHolds(view)),
        };
    }
}
