using FleetMigrator.Receiver.Tools;

namespace FleetMigrator.Receiver.Boot;

/// <summary>
/// Runs the migrated system's own programs. They come from elsewhere: own mount, PID, IPC, host name and network namespaces, a fixed
/// environment, no way to load kernel modules, set the clock or restart the machine, and a time limit.
/// </summary>
internal sealed class TargetShell(string tree, Toolbox tools)
{
    private static readonly string[] _environment =
    [
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", "HOME=/root", "TMPDIR=/tmp", "DEBIAN_FRONTEND=noninteractive",
    ];

    private static readonly string[] _folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    public Task<ToolResult> Run(TimeSpan limit, string program, string[] arguments, CancellationToken cancellation)
        => tools.Run(
            new ToolCall("unshare",
            [
                "--mount", "--propagation", "unchanged", "--pid", "--net", "--ipc", "--uts", "--fork", "--kill-child", $"--mount-proc={tree}/proc", "--",
                "setpriv", "--bounding-set", "-sys_module,-sys_boot,-sys_time,-sys_ptrace,-net_admin", "--",
                "chroot", tree, "/usr/bin/env", "-i", .. _environment, program, .. arguments,
            ])
            { Limit = limit },
            cancellation);

    /// <summary>The first of these programs that the target has, or null.</summary>
    public string? FirstOf(params string[] programs) => Array.Find(programs, program =>
        _folders.Any(folder => File.Exists(TargetPath.Resolve(tree, $"{folder}/{program}"))));
}
