using FleetMigrator.Agent.Installation;

namespace FleetMigrator.Agent.Commands;

/// <summary>The command line, taken apart.</summary>
internal sealed record Arguments
{
    /// <summary>Name of the verb; empty when no word was given.</summary>
    public string Verb { get; private init; } = "";

    public Uri? Silo { get; private init; }

    public string? CaFile { get; private init; }

    public string? CaSha256 { get; private init; }

    public string? Code { get; private init; }

    public string? CodeFile { get; private init; }

    /// <summary>For verify.</summary>
    public string? Receipt { get; private init; }

    /// <summary>For verify.</summary>
    public string? Manifest { get; private init; }

    /// <summary>For verify: where the source's mount points are mounted now.</summary>
    public IReadOnlyDictionary<string, string> Roots { get; private init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool Json { get; private init; }

    /// <summary>Null: where this program is installed, otherwise the default.</summary>
    public string? Directory { get; private init; }

    public InstallFolder Folder => Directory is { } directory ? InstallFolder.At(directory) : InstallFolder.OfThisProgram();

    /// <param name="mistake">What is wrong, in words for the user.</param>
    /// <returns>Null when something is wrong.</returns>
    public static Arguments? Parse(IReadOnlyList<string> words, out string mistake)
    {
        mistake = "";
        if (words.Count == 0)
        {
            return new Arguments();
        }

        var verb = Commands.Verb.Called(words[0]);
        if (verb is null && !words[0].StartsWith("--", StringComparison.Ordinal))
        {
            mistake = $"'{words[0]}' is no verb of fleet-agent";
            return null;
        }

        // Options alone are those of the verb that an unpacked client does without a word.
        Arguments? arguments = new() { Verb = verb?.Name ?? Commands.Verb.Join };
        for (var i = verb is null ? 0 : 1; i < words.Count && arguments is not null; i++)
        {
            if (words[i] == "--json")
            {
                arguments = arguments with { Json = true };
            }
            else if (i + 1 == words.Count)
            {
                mistake = $"{words[i]} {(IsOption(words[i]) ? "needs a value" : "is no option of fleet-agent")}";
                return null;
            }
            else
            {
                arguments = arguments.With(words[i], words[++i], out mistake);
            }
        }

        return arguments;
    }

    private static bool IsOption(string word) => word is "--silo" or "--ca" or "--ca-sha256" or "--code" or "--code-file" or "--dir" or "--receipt" or "--manifest" or "--root";

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
            case "--ca-sha256" when ClientSettings.IsSha256(value):
                return this with { CaSha256 = value };
            case "--ca-sha256":
                mistake = $"--ca-sha256 must be 64 hexadecimal digits, not '{value}'";
                return null;
            case "--code":
                return this with { Code = value.Trim() };
            case "--code-file":
                return this with { CodeFile = value };
            case "--receipt":
                return this with { Receipt = value };
            case "--manifest":
                return this with { Manifest = value };
            case "--root" when value.Split('=', 2) is [['/', ..] mount, ['/', ..] path]:
                return this with { Roots = new Dictionary<string, string>(Roots, StringComparer.Ordinal) { [mount] = path } };
            case "--root":
                mistake = $"--root must be MOUNT=PATH, both absolute, not '{value}'";
                return null;
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
