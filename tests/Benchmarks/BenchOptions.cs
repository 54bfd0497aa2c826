using FleetMigrator.Demo.Stage;

namespace FleetMigrator.Benchmarks;

/// <summary>Arguments of <c>./fleet bench</c>.</summary>
internal sealed record BenchOptions
{
    /// <summary><c>control</c>, <c>fleet</c> (its last part alone) or <c>data</c>.</summary>
    public string Area { get; private init; } = "";

    /// <summary>Where the figures go besides the screen; null for nowhere.</summary>
    public string? Json { get; private init; }

    /// <summary>The sizes that go into documents instead of those that take under three minutes.</summary>
    public bool Full { get; private init; }

    public string Artefacts { get; private init; } = "artifacts";

    public string Cache { get; private init; } = "/var/cache/fleetmigrator";

    public Artefacts Built => new(Artefacts, Cache);

    public static BenchOptions Parse(string[] arguments)
    {
        var options = new BenchOptions();
        for (var at = 0; at < arguments.Length; at++)
        {
            string Value() => ++at < arguments.Length ? arguments[at] : throw Wrong($"{arguments[at - 1]} needs a value");
            options = arguments[at] switch
            {
                "--json" => options with { Json = Path.GetFullPath(Value()) },
                "--full" => options with { Full = true },
                "--artefacts" => options with { Artefacts = Path.GetFullPath(Value()) },
                "--cache" => options with { Cache = Path.GetFullPath(Value()) },
                ['-', ..] other => throw Wrong($"there is no option {other}"),
                var area => options with { Area = area },
            };
        }

        return options;
    }

    /// <summary>What somebody who has read these figures may want to run.</summary>
    public string Next()
    {
        var other = Area == "data" ? "control" : "data";
        return $"""
            Next:
              sudo ./fleet bench {Area}{(Full ? "" : " --full")} --json FILE     {(Full ? "again, and keep" : "larger sizes, and keep")} the figures
              sudo ./fleet bench {other}     {(Area == "data" ? "a fleet of agents" : "a copy, against rsync")}
            """;
    }

    public static DemoException Wrong(string what) => new(what, "Usage: ./fleet bench control|fleet|data [--full] [--json FILE]");
}
