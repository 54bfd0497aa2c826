using System.Text;
using FleetMigrator.Agent.Inventories;
using FleetMigrator.Agent.Service;
using FleetMigrator.Transfer.Sending;

namespace FleetMigrator.Agent.Replication;

/// <summary>
/// What is not copied: the agent itself, its unit, swap files, and what the operator's exclude files name. Pseudo file systems need no rule, because each volume is
/// looked at bare, without what is mounted on it.
/// </summary>
internal sealed class Exclusions(IReadOnlyList<string> paths, Func<ExcludeFiles>? files = null)
{
    /// <summary>Absolute paths on this server.</summary>
    public IReadOnlyList<string> Paths { get; } = paths;

    /// <summary>For an agent that lies in a folder.</summary>
    public static Exclusions For(string agentFolder, IReadOnlyList<SwapSpace> swaps, Func<ExcludeFiles>? files = null) => new(
    [
        agentFolder,
        SystemdUnit.Path,
        SystemdUnit.WantedPath,
        .. swaps.Where(swap => swap.IsFile).Select(swap => swap.Path),
    ], files);

    /// <summary>The rule for one volume: paths as the engine gives them, below the volume's root.</summary>
    /// <param name="mountPoint">Where the volume is mounted.</param>
    public PathFilter LeaveOut(string mountPoint)
    {
        var prefix = mountPoint.TrimEnd('/') + "/";
        var below = Paths.Where(path => path.StartsWith(prefix, StringComparison.Ordinal))
            .Select(path => Encoding.UTF8.GetBytes(path[prefix.Length..].TrimEnd('/')))
            .ToArray();
        if (files?.Invoke().For(mountPoint) is not ({ Count: > 0 } rules, var mounted))
        {
            return (path, _) => IsOneOf(below, path);
        }

        var nothing = rules.LeavesOutBranch(mounted);
        return (path, isFolder) => nothing || IsOneOf(below, path) || rules.LeavesOut(mounted.Length == 0 ? path : BelowBase(mounted, path), isFolder);
    }

    private static byte[] BelowBase(byte[] folder, ReadOnlySpan<byte> path) => [.. folder, (byte)'/', .. path];

    private static bool IsOneOf(byte[][] paths, ReadOnlySpan<byte> path)
    {
        foreach (var excluded in paths)
        {
            if (path.SequenceEqual(excluded))
            {
                return true;
            }
        }

        return false;
    }
}
