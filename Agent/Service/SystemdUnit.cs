using System.Diagnostics;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Agent.Installation;

namespace FleetMigrator.Agent.Service;

/// <summary>The agent as a systemd service, where systemd runs this server.</summary>
internal static class SystemdUnit
{
    public const string Name = "fleet-agent.service";
    public const string Path = "/etc/systemd/system/fleet-agent.service";
    public const string WantedPath = "/etc/systemd/system/multi-user.target.wants/fleet-agent.service";

    public static bool Available => Directory.Exists("/run/systemd/system");

    public static bool Installed => File.Exists(Path);

    /// <summary>
    /// Started through a shell because SELinux lets systemd run no file with the label of /smc itself; the shell may.
    /// No file-system sandbox: it would put mounts into the agent's view that are no part of the server.
    /// </summary>
    public static string Text(InstallFolder folder) => $"""
        [Unit]
        Description=FleetMigrator agent: copies this server to the cloud when asked
        After=network-online.target
        Wants=network-online.target
        StartLimitIntervalSec=0

        [Service]
        Type=notify
        ExecStart=/bin/sh -c 'exec "{folder.Executable}" run --dir "{folder.Dir}"'
        Restart=always
        RestartSec=1s
        WatchdogSec=60s
        Nice=5
        OOMScoreAdjust=500
        MemoryHigh=512M
        CPUWeight=50
        IOWeight=50
        UMask=0077
        NoNewPrivileges=yes
        RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK

        [Install]
        WantedBy=multi-user.target

        """;

    public static async Task Start(InstallFolder folder, CancellationToken cancellation)
    {
        await File.WriteAllTextAsync(Path, Text(folder), cancellation);
        await Control(cancellation, "daemon-reload");
        await Control(cancellation, "enable", Name);
        await Control(cancellation, "restart", Name);
    }

    public static Task Stop(CancellationToken cancellation) => Control(cancellation, "stop", Name);

    public static async Task Remove(CancellationToken cancellation)
    {
        await Control(cancellation, "disable", "--now", Name);
        File.Delete(Path);
        await Control(cancellation, "daemon-reload");
    }

    private static async Task Control(CancellationToken cancellation, params string[] arguments)
    {
        var start = new ProcessStartInfo("systemctl", arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw AgentFaults.AgentBroken.With("systemctl cannot be started");
        var said = process.StandardError.ReadToEndAsync(cancellation);
        await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
        {
            throw AgentFaults.AgentBroken.With($"systemctl {string.Join(' ', arguments)} ended with {process.ExitCode}: {(await said).Trim()}");
        }
    }
}
