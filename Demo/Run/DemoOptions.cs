using System.Globalization;
using FleetMigrator.Demo.Stage;

namespace FleetMigrator.Demo.Run;

/// <summary>Arguments of <c>./fleet demo</c>, <c>up</c> and <c>down</c>.</summary>
internal sealed record DemoOptions
{
    public string Verb { get; private init; } = "run";

    public string Artefacts { get; private init; } = "artifacts";

    public string Cache { get; private init; } = "/var/cache/fleetmigrator";

    public string Data { get; private init; } = "/var/lib/fleetmigrator";

    /// <summary>Connection string of a PostgreSQL database that the service uses instead of its file; empty for the file.</summary>
    public string Postgres { get; private init; } = "";

    /// <summary>Leave everything running at the end.</summary>
    public bool Keep { get; private init; }

    /// <summary>How many source servers to migrate, 1 to 8.</summary>
    public int Servers { get; private init; } = 1;

    /// <summary>A smaller source, for tests.</summary>
    public bool Small { get; private init; }

    public static DemoOptions Parse(string[] arguments)
    {
        var options = new DemoOptions { Verb = arguments.Length > 0 ? arguments[0] : "run" };
        for (var at = 1; at < arguments.Length; at++)
        {
            string Value() => ++at < arguments.Length ? arguments[at] : throw Wrong($"{arguments[at - 1]} needs a value");
            options = arguments[at] switch
            {
                "--artefacts" => options with { Artefacts = Path.GetFullPath(Value()) },
                "--cache" => options with { Cache = Path.GetFullPath(Value()) },
                "--data" => options with { Data = Path.GetFullPath(Value()) },
                "--postgres" => options with { Postgres = Value() },
                "--keep" => options with { Keep = true },
                "--small" => options with { Small = true },
                "--servers" => options with { Servers = Count(Value()) },
                var other => throw Wrong($"unknown option {other}"),
            };
        }

        return options;
    }

    private static int Count(string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 8
            ? count
            : throw Wrong($"--servers takes a number from 1 to 8, not '{text}'");

    private static DemoException Wrong(string what) => new(what, "Options: --keep, --servers N, --small, --postgres CONNECTION.");
}
