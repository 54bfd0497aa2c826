namespace FleetMigrator.Agent.Inventories;

/// <summary>Fields of <c>/etc/os-release</c> that matter here.</summary>
internal sealed record OsRelease(string Id, string Version, string Name)
{
    /// <summary>Reads the shell-like lines; what is missing stays empty.</summary>
    public static OsRelease Parse(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            var equals = line.IndexOf('=');
            if (equals > 0 && line[0] != '#')
            {
                fields[line[..equals].Trim()] = Unquote(line[(equals + 1)..].Trim());
            }
        }

        return new OsRelease(
            fields.GetValueOrDefault("ID", ""), fields.GetValueOrDefault("VERSION_ID", ""), fields.GetValueOrDefault("PRETTY_NAME", ""));
    }

    /// <summary>The system's own description; old systems have a release file instead.</summary>
    public static OsRelease Read(string root = "/")
    {
        foreach (var name in new[] { "etc/os-release", "usr/lib/os-release" })
        {
            var path = Path.Combine(root, name);
            if (File.Exists(path))
            {
                return Parse(File.ReadAllText(path));
            }
        }

        var redhat = Path.Combine(root, "etc/redhat-release");
        if (File.Exists(redhat))
        {
            // Such as "CentOS release 6.10 (Final)".
            var name = File.ReadAllText(redhat).Trim();
            var version = name.Split(' ').FirstOrDefault(word => word.Length > 0 && char.IsAsciiDigit(word[0])) ?? "";
            return new OsRelease(name.StartsWith("CentOS", StringComparison.Ordinal) ? "centos" : "rhel", version, name);
        }

        return new OsRelease("", "", "");
    }

    private static string Unquote(string value)
    {
        if (value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0])
        {
            value = value[1..^1];
        }

        return value.Replace("\\\"", "\"").Replace("\\$", "$").Replace("\\`", "`").Replace("\\\\", "\\");
    }
}
