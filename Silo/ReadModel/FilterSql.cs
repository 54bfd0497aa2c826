using Dapper;
using FleetMigrator.Grains.Interfaces.Fleet.Search;
using FleetMigrator.Silo.Storage;

namespace FleetMigrator.Silo.ReadModel;

/// <summary>Writes a filter as the condition of a statement about one table, called <c>shown</c>. Values go in as parameters only.</summary>
internal sealed class FilterSql(Topic topic, IDialect dialect, DynamicParameters parameters, DateTimeOffset now)
{
    /// <summary>The state as it is now: what is valid for a time expires by itself, and nobody tells the read model.</summary>
    private const string ExpiringState = "CASE WHEN shown.ends <= @now AND shown.state IN ('Activated', 'Active') THEN 'Expired' ELSE shown.state END";

    private readonly long _now = now.ToUnixTimeMilliseconds();
    private int _number;

    /// <summary>The condition.</summary>
    public string Of(Filter filter) => filter switch
    {
        AllOf all => Joined(all.Parts, "AND", whenEmpty: "1 = 1"),
        AnyOf any => Joined(any.Parts, "OR", whenEmpty: "1 = 0"),
        Not not => $"NOT ({Of(not.Part)})",
        Where where => Test(where),
        _ => throw new InvalidOperationException($"{filter.GetType().Name} is no filter that this version knows."),
    };

    private string Joined(IReadOnlyList<Filter> parts, string word, string whenEmpty)
        => parts.Count == 0 ? whenEmpty : $"({string.Join($" {word} ", parts.Select(Of))})";

    private string Test(Where where) => where.Field switch
    {
        "state" => $"{StateColumn} = {Value(where.Text)}",
        "id" => Column("shown.id", where),
        "name" => Column("shown.name", where),
        "group" => Column("shown.grp", where),
        SearchFields.Text => Column("shown.search", where),
        "age" => Moment("shown.created", where),
        _ => OfFact(where),
    };

    private string StateColumn
    {
        get
        {
            if (topic is not (Topic.Codes or Topic.AccessKeys))
            {
                return "shown.state";
            }

            parameters.Add("now", _now);
            return ExpiringState;
        }
    }

    private string Column(string column, Where where)
        => where.How == Comparison.Contains ? dialect.Contains(column, Value(where.Text)) : $"{column} = {Value(where.Text)}";

    private string OfFact(Where where)
    {
        var kind = SearchFields.Find(topic, where.Field)?.Kind ?? throw new InvalidOperationException($"'{where.Field}' is no field of {topic}.");
        var field = Value(where.Field == "tag" ? SearchFacts.TagPrefix + where.Key : where.Field);
        var rows = $"SELECT fact.thing FROM {FleetTables.Facts(FleetTables.Of(topic))} fact WHERE fact.field = {field}";
        // The plus keeps the database from walking the facts first and sorting what they find: half of a fleet may share a fact, and a
        // page is filled sooner by walking the rows in their order.
        return where switch
        {
            { How: Comparison.Exists } => $"+shown.number IN ({rows})",
            { How: Comparison.Equal, Text: "" } when kind is FieldKind.Word or FieldKind.Text => $"+shown.number NOT IN ({rows})",
            _ => $"+shown.number IN ({rows} AND {FactTest(where, kind)})",
        };
    }

    private string FactTest(Where where, FieldKind kind) => kind switch
    {
        FieldKind.Age => Moment("fact.number", where),
        FieldKind.Number or FieldKind.Size => $"fact.number {Sign(where.How)} {Value(where.Number)}",
        _ => Column("fact.text", where),
    };

    // The older a thing is, the smaller is its moment.
    private string Moment(string column, Where where) => $"{Value(_now - where.Number)} {Sign(where.How)} {column}";

    private static string Sign(Comparison how) => how switch
    {
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        Comparison.GreaterOrEqual => ">=",
        _ => "=",
    };

    private string Value(object value)
    {
        var name = $"v{_number++}";
        parameters.Add(name, value);
        return $"@{name}";
    }
}
