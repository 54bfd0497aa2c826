using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Silo.Tests.ReadModel;

/// <summary>Servers and jobs with all kinds of facts, the same for the same seed.</summary>
internal sealed class RandomFleet(int seed)
{
    private static readonly string[] _names = ["web", "Shop", "ÄRGER", "db_1", "it's", "50%", "a\\b", "naïve", "say \"hi\""];
    private static readonly string[] _groups = ["default", "rg-a", "rg-b"];
    private static readonly string?[] _errors = [null, "FM-3010", "FM-2012"];

    private readonly Random _random = new(seed);

    public List<SourceView> Sources(int number) => [.. Enumerable.Range(0, number).Select(Source)];

    public List<JobView> Jobs(int number) => [.. Enumerable.Range(0, number).Select(Job)];

    // Half hours past the hour: comparisons with whole hours don't change while the test runs.
    private DateTimeOffset Past() => TimeProvider.System.GetUtcNow().AddHours(-_random.Next(0, 400)).AddMinutes(-30);

    private T One<T>(params IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    private Dictionary<string, string> Tags()
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var number = _random.Next(4); number > 0; number--)
        {
            tags[One("env", "Env", "my key", "tier")] = One("prod", "Prod", "", "two words");
        }

        return tags;
    }

    private Fault? Fault() => One(_errors) is { } code ? ErrorCatalogue.Fault(code, "made up") : null;

    private SourceView Source(int number) => new(
        $"s-{number:000}",
        $"{One(_names)}-{number}",
        One("", "the shop", "Description"),
        One(Enum.GetValues<SourceState>()),
        "",
        "",
        new Inventory(
            $"host{number % 7}", "linux", One("debian", "rhel"), One("12", "9"), "Linux", "6.1", One("x86_64", "aarch64"), One("bios", "uefi"), One(1, 2, 4),
            (long)One(1, 2, 8) << 30, number % 3 == 0 ? ["10.0.0.5"] : [$"10.0.1.{number}", "192.0.2.1"], "absent",
            [new Disk("vda", (long)One(20, 500) << 30, 512, "gpt", "", true, [])]),
        One("0.1.0", "0.2.0"),
        One("at-1", "ak-2"),
        Past(),
        Past(),
        One<string?>(null, "j-001"),
        One(true, false),
        Fault(),
        [],
        Tags(),
        One(_groups),
        Revision: 1);

    private JobView Job(int number) => new(
        $"j-{number:000}",
        $"{One(_names)}-{number}",
        new JobRequest($"s-{number % 9:000}", One("cn-beijing", "ap-southeast-1"), "p", One("cn-beijing", "cn-shanghai"), "transit") { Tags = Tags(), ResourceGroup = One("", "rg-a") },
        One(_names),
        One(Enum.GetValues<JobStatus>()),
        One<BusinessStatus?>(null, BusinessStatus.Syncing, BusinessStatus.Cleaning),
        One<JobStep?>(null, JobStep.Sync, JobStep.ExportImage),
        [],
        Progress: null,
        Interrupted: null,
        Fault(),
        [],
        Past(),
        StartedAt: null,
        One<DateTimeOffset?>(null, Past()),
        _random.Next(1, 4),
        One<string?>(null, "i-1", "i-2"),
        EcsImageId: null,
        One<string?>(null, "m-77"),
        One<string?>(null, "P-77"),
        Sync: null,
        [],
        [],
        [],
        Revision: 1);
}
