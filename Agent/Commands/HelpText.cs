namespace FleetMigrator.Agent.Commands;

internal static class HelpText
{
    public const string Usage = """
        usage: fleet-agent VERB [options]

          import      join this server to a migration service
                      --silo URL   its address for agents, https
                      --ca FILE    its CA certificate (PEM); nothing else is trusted
                      --code CODE | --code-file FILE   activation code; asked for on a terminal
          start       run in the background: as a systemd service, or supervised where systemd isn't there (also: daemon)
          run         run in the foreground
          status      is it imported, running, connected?
          check       can this server be migrated? Changes nothing (also: --check)
          stop        end the background service (also: --abort)
          uninstall   end it and remove all of it from this server
          --version   print the version

          --dir FOLDER   where fleet-agent/ lies; /smc unless given

        exit codes: 0 done, 1 failed, 2 wrong usage, 3 not running, 5 refused by the service,
                    69 service unreachable, 77 needs root, 78 server not supported
        """;
}
