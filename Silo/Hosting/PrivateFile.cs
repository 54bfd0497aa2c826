namespace FleetMigrator.Silo.Hosting;

/// <summary>Files that only the service's own user may read.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Replaces the file in one step: a reader sees the old content or the new one, and nobody else sees either.</summary>
    public static void Write(string path, string content)
    {
        var fresh = $"{path}.{Environment.ProcessId}.new";
        using (var stream = new FileStream(fresh, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        }))
        {
            using var writer = new StreamWriter(stream);
            writer.Write(content);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>Makes a folder into which only the service's own user can look; an existing one is left as it is.</summary>
    public static void Folder(string path) => Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
}
