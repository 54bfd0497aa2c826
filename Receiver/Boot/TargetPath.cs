namespace FleetMigrator.Receiver.Boot;

/// <summary>
/// Finds paths of the migrated system as that system would: its symbolic links start at its own root. Following them as they are
/// would lead out of the tree and into this machine.
/// </summary>
internal static class TargetPath
{
    private const int LinkLimit = 40; // as the kernel

    /// <summary>The path on this machine of a path in the target; the last part may be absent.</summary>
    /// <param name="tree">The target's root on this machine.</param>
    /// <param name="path">Absolute path in the target.</param>
    /// <param name="followLast">Whether a link at the very end is followed too.</param>
    /// <exception cref="IOException">The links go round in circles.</exception>
    public static string Resolve(string tree, string path, bool followLast = true)
    {
        var links = 0;
        var rest = new Stack<string>(Parts(path).Reverse());
        var done = new List<string>();
        while (rest.TryPop(out var part))
        {
            if (part == "..")
            {
                done.RemoveRange(Math.Max(0, done.Count - 1), Math.Min(1, done.Count));
                continue;
            }

            var target = new FileInfo(Path.Combine([tree, .. done, part])).LinkTarget;
            if (target is null || (rest.Count == 0 && !followLast))
            {
                done.Add(part);
                continue;
            }

            if (++links > LinkLimit)
            {
                throw new IOException($"{path}: too many symbolic links");
            }

            if (target.StartsWith('/'))
            {
                done.Clear();
            }

            foreach (var piece in Parts(target).Reverse())
            {
                rest.Push(piece);
            }
        }

        return Path.Combine([tree, .. done]);
    }

    /// <summary>The path in the target of a path on this machine.</summary>
    public static string Inside(string tree, string path) => path.Length > tree.Length ? path[tree.Length..] : "/";

    private static IEnumerable<string> Parts(string path) => path.Split('/').Where(part => part is not ("" or "."));
}
