using FleetMigrator.Agent.Service;

namespace FleetMigrator.Agent.Commands;

/// <summary>One thing that <c>fleet-agent</c> does.</summary>
/// <param name="Name">As it is typed.</param>
/// <param name="Summary">For the help; empty: not for people.</param>
/// <param name="Aliases">Other words for it; the ones with dashes are those that operators know from other clients.</param>
internal sealed record Verb(string Name, string Summary, params string[] Aliases)
{
    public const string Join = "join";
    public const string Help = "help";

    public static IReadOnlyList<Verb> All { get; } =
    [
        new(Join, "import, then start; an unpacked client does it without any word"),
        new("import", "join this server to a migration service; again: the same server under the same id"),
        new("start", "run in the background: as a systemd service, or supervised where systemd isn't there", "daemon", "--daemon"),
        new("run", "run in the foreground"),
        new("status", "online or offline, source id, job, last heartbeat", "--status"),
        new("check", "can this server be migrated? One line a check; changes nothing, needs no service", "--check"),
        new("verify", "check the receipt of a copy against its manifest and mounted volumes; needs no service"),
        new("stop", "end the background process; join or start takes it up again", "--abort"),
        new("uninstall", "end it and remove all of it from this server", "--uninstall"),
        new("version", "print the version", "--version"),
        new(Help, "print this", "--help", "-h"),
        new(Supervisor.Verb, ""),
    ];

    /// <returns>Null when no verb is called that.</returns>
    public static Verb? Called(string word)
        => All.FirstOrDefault(verb => verb.Name == word || verb.Aliases.Contains(word, StringComparer.Ordinal));
}
