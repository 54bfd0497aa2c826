namespace FleetMigrator.Agent.Inventories;

/// <summary>Whether SELinux is there and what it does. It is only told, never changed.</summary>
internal static class SelinuxState
{
    /// <summary><c>absent</c>, <c>disabled</c>, <c>permissive</c> or <c>enforcing</c>.</summary>
    public static string Read(string root = "/")
    {
        foreach (var folder in new[] { "sys/fs/selinux", "selinux" })
        {
            var enforce = Path.Combine(root, folder, "enforce");
            if (File.Exists(enforce))
            {
                return File.ReadAllText(enforce).Trim() == "1" ? "enforcing" : "permissive";
            }
        }

        return File.Exists(Path.Combine(root, "etc/selinux/config")) ? "disabled" : "absent";
    }
}
