namespace FleetMigrator.LocalRegion.Compute;

/// <summary>A public image: its id as the cloud writes them, such as <c>debian_12_x64_20G_alibase_20260101.vhd</c>.</summary>
internal sealed record PublicImage(string Id, string Platform, string OsName, int SizeGib)
{
    private const int DefaultSizeGib = 20;

    /// <summary>Reads from the id what the cloud would list beside it.</summary>
    public static PublicImage FromId(string id)
    {
        var words = id.Split('_', '-', '.');
        var platform = words[0].ToLowerInvariant() switch
        {
            "debian" => "Debian",
            "ubuntu" => "Ubuntu",
            "centos" => "CentOS",
            "rockylinux" => "Rocky Linux",
            "almalinux" => "AlmaLinux",
            "aliyun" => "Aliyun",
            _ => "Others Linux",
        };
        var version = words.Length > 1 && words[1].Length > 0 && char.IsAsciiDigit(words[1][0]) ? words[1] : "";
        var size = words.FirstOrDefault(word => word.Length > 1 && word[^1] == 'G' && int.TryParse(word[..^1], out _));
        return new PublicImage(id, platform, $"{platform}  {version} 64 bit".Trim(), size is null ? DefaultSizeGib : int.Parse(size[..^1]));
    }
}
