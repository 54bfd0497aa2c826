using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Silo.Tests.ReadModel;

/// <summary>Single conditions, each as text and as a function of the view.</summary>
internal static class Conditions
{
    private static readonly (string Sign, Func<long, long, bool> Holds)[] _orders =
    [
        ("<", (left, right) => left < right), ("<=", (left, right) => left <= right), (">", (left, right) => left > right),
        (">=", (left, right) => left >= right), ("=", (left, right) => left == right), ("!=", (left, right) => left != right), (":", (left, right) => left == right),
    ];

    public static (string, Func<SourceView, bool>) OfSource(Random random) => random.Next(14) switch
    {
        0 => Equality(random, "state", Pick(random, Enum.GetNames<SourceState>()), (SourceView source) => source.State.ToString()),
        1 => Equality(random, "os", Pick(random, "debian", "rhel", "none"), (SourceView source) => source.Inventory.OsId),
        2 => Equality(random, "group", Pick(random, "default", "RG-A", "none"), (SourceView source) => source.ResourceGroup),
        3 => Equality(random, "error", Pick(random, "FM-3010", "fm-2012", "none"), (SourceView source) => source.Fault?.Code ?? ""),
        4 => Equality(random, "job", Pick(random, "j-001", "j-9", "none"), (SourceView source) => source.JobId ?? ""),
        5 => Equality(random, "migrating", Pick(random, "yes", "no"), (SourceView source) => source.JobOpen ? "yes" : "no"),
        6 => Words(random, (SourceView source) => [source.Id, source.Name, source.Description, .. source.Inventory.Addresses]),
        7 => Part(random, "name", (SourceView source) => [source.Name]),
        8 => Part(random, "ip", (SourceView source) => source.Inventory.Addresses),
        9 => Order(random, "cpus", ("2", 2), (SourceView source) => source.Inventory.CpuCount),
        10 => Order(random, "memory", Pick(random, ("2GiB", 2L << 30), ("2048mib", 2L << 30), ("1", 1)), (SourceView source) => source.Inventory.MemoryBytes),
        11 => Age(random, "age", (SourceView source) => source.ImportedAt),
        12 => Age(random, "silent", (SourceView source) => source.State == SourceState.Offline ? source.LastSeen : null),
        _ => Tag<SourceView>(random, (SourceView source) => source.Tags),
    };

    public static (string, Func<JobView, bool>) OfJob(Random random) => random.Next(11) switch
    {
        0 => Equality(random, "state", Pick(random, Enum.GetNames<JobStatus>()), (JobView job) => job.Status.ToString()),
        1 => Equality(random, "step", Pick(random, "sync", "ExportImage", "none"), (JobView job) => job.Step?.ToString() ?? ""),
        2 => Equality(random, "business", Pick(random, "Syncing", "none"), (JobView job) => job.Business?.ToString() ?? ""),
        3 => Equality(random, "group", Pick(random, "default", "rg-a"), (JobView job) => job.Request.ResourceGroup.Length > 0 ? job.Request.ResourceGroup : "default"),
        4 => Equality(random, "error", Pick(random, "FM-3010", "none"), (JobView job) => job.Fault?.Code ?? ""),
        5 => Equality(random, "source", Pick(random, "s-003", "s-99"), (JobView job) => job.Request.SourceId),
        6 => Part(random, "image", (JobView job) => [job.EdgeImageId ?? "", job.EdgeImageName ?? ""]),
        7 => Order(random, "attempt", ("2", 2), (JobView job) => job.Attempt),
        8 => Age(random, "ended", (JobView job) => job.EndedAt),
        9 => Age(random, "age", (JobView job) => job.CreatedAt),
        _ => Tag<JobView>(random, (JobView job) => job.Request.Tags),
    };

    private static (string, Func<T, bool>) Equality<T>(Random random, string field, string value, Func<T, string> of)
    {
        var expected = value == "none" ? "" : value;
        var sign = Pick(random, "=", ":", "!=", " = ");
        return ($"{field}{sign}{value}", view => of(view).Equals(expected, StringComparison.OrdinalIgnoreCase) != (sign == "!="));
    }

    private static (string, Func<T, bool>) Words<T>(Random random, Func<T, IEnumerable<string>> of)
    {
        var word = Part(random);
        return (Pick(random, Quoted(word), $"text:{Quoted(word)}"), view => of(view).Any(text => Holds(text, word)));
    }

    private static (string, Func<T, bool>) Part<T>(Random random, string field, Func<T, IEnumerable<string>> of)
    {
        var word = Part(random);
        return random.Next(3) switch
        {
            0 => ($"{field}={Quoted(word)}", view => of(view).Any(text => text.Equals(word, StringComparison.OrdinalIgnoreCase))),
            1 => ($"{field}!={Quoted(word)}", view => !of(view).Any(text => text.Equals(word, StringComparison.OrdinalIgnoreCase))),
            _ => ($"{field}:{Quoted(word)}", view => of(view).Any(text => Holds(text, word))),
        };
    }

    private static (string, Func<T, bool>) Order<T>(Random random, string field, (string Text, long Number) value, Func<T, long> of)
    {
        var (sign, holds) = Pick(random, _orders);
        return ($"{field}{sign}{value.Text}", view => holds(of(view), value.Number));
    }

    private static (string, Func<T, bool>) Age<T>(Random random, string field, Func<T, DateTimeOffset?> of)
    {
        var (sign, holds) = Pick(random, _orders[..4]);
        var hours = random.Next(0, 400);
        var text = hours % 24 == 0 ? $"{hours / 24}d" : $"{hours}h";
        return ($"{field} {sign} {text}", view => of(view) is { } at && holds((long)(TimeProvider.System.GetUtcNow() - at).TotalMilliseconds, hours * 3_600_000L));
    }

    private static (string, Func<T, bool>) Tag<T>(Random random, Func<T, IReadOnlyDictionary<string, string>> of)
    {
        var key = Pick(random, "env", "Env", "my key", "tier");
        var value = Pick(random, "prod", "Prod", "", "two words");
        return random.Next(3) switch
        {
            0 => ($"tag:{Quoted(key)}", view => of(view).ContainsKey(key)),
            1 => ($"tag.{Quoted(key)}={Quoted(value)}", view => of(view).TryGetValue(key, out var has) && has == value),
            _ => ($"tag.{Quoted(key)}!={Quoted(value)}", view => !of(view).TryGetValue(key, out var has) || has != value),
        };
    }

    private static bool Holds(string text, string part) => text.ToLowerInvariant().Contains(part.ToLowerInvariant(), StringComparison.Ordinal);

    private static string Part(Random random) => Pick(random, "web", "ärger", "_", "%", "\\", "it's", "\"hi\"", "10.0.0.5", "10.0.", "shop-1", "m-77", "p-7");

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static TChoice Pick<TChoice>(Random random, params TChoice[] choices) => choices[random.Next(choices.Length)];
}
