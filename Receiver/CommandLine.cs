using FleetMigrator.Receiver.Session;

namespace FleetMigrator.Receiver;

/// <summary>What the receiver was started with.</summary>
internal sealed record CommandLine(string Verb, StateFolder State, SiloAddress? Silo, string CommandFile)
{
    public const string Usage = """
        fleet-receiver run --silo URL --ca-sha256 HEX (--token T | --token-file FILE) [--state FOLDER]
            Serves a silo until it is stopped.
        fleet-receiver apply COMMAND-FILE [--state FOLDER]
            Does one command (a ReceiverCommand in protobuf form) without a silo and prints what it did.
        fleet-receiver version
        """;

    private const string DefaultState = "/var/lib/fleet-receiver";

    /// <exception cref="FormatException">With what is wrong.</exception>
    public static CommandLine Parse(string[] arguments)
    {
        var verb = arguments.FirstOrDefault() ?? throw new FormatException("a verb is missing");
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        var plain = new List<string>();
        for (var index = 1; index < arguments.Length; index++)
        {
            if (!arguments[index].StartsWith("--", StringComparison.Ordinal))
            {
                plain.Add(arguments[index]);
                continue;
            }

            options[arguments[index]] = index + 1 < arguments.Length ? arguments[index + 1] : throw new FormatException($"{arguments[index]} needs a value");
            index++;
        }

        var state = new StateFolder(Path.GetFullPath(options.GetValueOrDefault("--state", DefaultState)));
        return verb switch
        {
            "run" => new CommandLine(verb, state, Address(options), ""),
            "apply" => new CommandLine(verb, state, null, plain.FirstOrDefault() ?? throw new FormatException("a command file is missing")),
            "version" => new CommandLine(verb, state, null, ""),
            _ => throw new FormatException($"there is no verb {verb}"),
        };
    }

    private static SiloAddress Address(Dictionary<string, string> options)
    {
        var silo = Uri.TryCreate(options.GetValueOrDefault("--silo"), UriKind.Absolute, out var uri) && uri.Scheme == "https"
            ? uri
            : throw new FormatException("--silo must be an https address");
        var hash = options.GetValueOrDefault("--ca-sha256", "");
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
        {
            throw new FormatException("--ca-sha256 must be 64 hex digits");
        }

        var token = options.TryGetValue("--token-file", out var file) ? File.ReadAllText(file).Trim() : options.GetValueOrDefault("--token", "");
        return token.Length > 0
            ? new SiloAddress(silo, Convert.FromHexString(hash), token)
            : throw new FormatException("--token or --token-file is needed");
    }
}
