using FleetMigrator.Agent.Installation;

namespace FleetMigrator.Agent.Commands;

/// <summary>The command line, taken apart.</summary>
internal sealed record Arguments
{
    public string Verb { get; private init; } = "help";

    public Uri? Silo { get; private init; }

    public string? CaFile { get; private init; }

    public string? Code { get; private init; }

    public string? CodeFile { get; private init; }

    /// <summary>Null: where this program is installed, otherwise the default.</summary>
    public string? Directory { get; private init; }

    public InstallFolder Folder => Directory is { } directory ? new InstallFolder(directory) : InstallFolder.OfThisProgram();

    /// <summary>The words that stand for a verb; the ones with dashes are those that operators know from the original tool.</summary>
    private static readonly Dictionary<string, string> Verbs = new(StringComparer.Ordinal)
    {
        ["import"] = "import",
        ["run"] = "run",
        ["start"] = "start",
        ["daemon"] = "start",
        ["--daemon"] = "start",
        [Service.Supervisor.Verb] = Service.Supervisor.Verb,
        ["status"] = "status",
        ["stop"] = "stop",
        ["--abort"] = "stop",
        ["uninstall"] = "uninstall",
        ["check"] = "check",
        ["--check"] = "check",
        ["version"] = "version",
        ["--version"] = "version",
        ["help"] = "help",
        ["--help"] = "help",
        ["-h"] = "help",
    };

    /// <param name="mistake">What is wrong, in words for the user.</param>
    /// <returns>Null when something is wrong.</returns>
    public static Arguments? Parse(IReadOnlyList<string> words, out string mistake)
    {
        mistake = "";
        if (words.Count == 0)
        {
            return new Arguments();
        }

        if (!Verbs.TryGetValue(words[0], out var verb))
        {
            mistake = $"'{words[0]}' is no verb of fleet-agent";
            return null;
        }

        var arguments = new Arguments { Verb = verb };
        for (var i = 1; i < words.Count; i += 2)
        {
            if (i + 1 >= words.Count)
            {
                mistake = $"{words[i]} needs a value";
                return null;
            }

            if (arguments.With(words[i], words[i + 1], out mistake) is not { } next)
            {
                return null;
            }

            arguments = next;
        }

        return arguments;
    }

    private Arguments? With(string option, string value, out string mistake)
    {
        mistake = "";
        switch (option)
        {
            case "--silo" when Uri.TryCreate(value, UriKind.Absolute, out var silo) && silo.Scheme == Uri.UriSchemeHttps:
                return this with { Silo = silo };
            case "--silo":
                mistake = $"--silo must be an https address, not '{value}'";
                return null;
            case "--ca":
                return this with { CaFile = value };
            case "--code":
                return this with { Code = value.Trim() };
            case "--code-file":
                return this with { CodeFile = value };
            case "--dir" when Path.IsPathFullyQualified(value):
                return this with { Directory = Path.TrimEndingDirectorySeparator(value) };
            case "--dir":
                mistake = $"--dir must be an absolute path, not '{value}'";
                return null;
            default:
                mistake = $"'{option}' is no option of fleet-agent";
                return null;
        }
    }
}
