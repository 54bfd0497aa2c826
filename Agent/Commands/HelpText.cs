using FleetMigrator.Agent.Enrolment;

namespace FleetMigrator.Agent.Commands;

internal static class HelpText
{
    private const string Options = $"""
        options of import and join:
          --silo URL         the service's address for agents, https; an unpacked client knows it from its client.json
          --ca FILE          the service's CA certificate (PEM)
          --ca-sha256 HEX    or the fingerprint of its CA, which an unpacked client knows too
          --code-file FILE   the activation code, or an access key written ID:SECRET, is the first line of this file
          --code -           … of standard input
          --code CODE        … is given here, where everybody on the server can read it in the list of processes
          {CodeSource.Variable}   the same in the environment; without any of these it is asked for on a terminal

        options of verify:
          --receipt FILE     the receipt
          --manifest FILE    its manifest
          --root MOUNT=PATH  compare the source's MOUNT with what is mounted at PATH now; may be repeated

        options:
          --dir FOLDER       where fleet-agent/ lies (/smc unless given), or the folder of an unpacked client
          --json             of status: for programs

        exit codes:
          0    done; of check: no failed check; of status: running
          1    failed; of check: a failed check
          2    wrong usage, no activation code given
          3    not imported or not running
          5    refused by the service, or not trusted
          69   service unreachable
          75   runs already
          77   needs root
          78   server not supported
          130  interrupted
        """;

    public static string Usage { get; } = $"""
        usage: fleet-agent [VERB] [options]

        {string.Join('\n', Verb.All.Where(verb => verb.Summary.Length > 0).Select(Line))}

        {Options}
        """;

    private static string Line(Verb verb)
        => $"  {verb.Name,-10} {verb.Summary}{(verb.Aliases.Length == 0 ? "" : $" (also: {string.Join(", ", verb.Aliases)})")}";
}
