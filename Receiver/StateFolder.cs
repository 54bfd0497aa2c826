namespace FleetMigrator.Receiver;

/// <summary>The folder that a receiver remembers everything in; it survives the process, not the instance.</summary>
internal sealed record StateFolder(string Root)
{
    public string Volumes => Path.Combine(Root, "volumes");

    public string Volume(int id) => Path.Combine(Volumes, id.ToString());

    public string Commands => Path.Combine(Root, "commands");

    public string Tree => Path.Combine(Root, "tree");

    public string Undo => Path.Combine(Root, "undo");

    public string Scratch => Path.Combine(Root, "scratch");

    public string Formatted => Path.Combine(Root, "formatted");

    public string HostDevices => Path.Combine(Root, "host-dev");

    public string Plan => Path.Combine(Root, "disks.bin");

    public string Transfer => Path.Combine(Root, "transfer.bin");

    /// <summary>Writes so that a crash leaves the old content or the new one, never half.</summary>
    public static void Store(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fresh = path + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
