namespace FleetMigrator.Silo.Hosting;

/// <summary>The data folder, held by one silo at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _held;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _held = held;
    }

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "fleet.db");

    public string Certificates => System.IO.Path.Combine(Path, "pki");

    /// <summary>Keys of cookies and forms.</summary>
    public string WebKeys => System.IO.Path.Combine(Path, "web-keys");

    public string StartToken => System.IO.Path.Combine(Path, "start-token");

    /// <summary>Makes the folder if needed and takes hold of it.</summary>
    /// <exception cref="ConfigurationException">Another silo holds it, or it cannot be written.</exception>
    public static DataFolder Hold(string path)
    {
        try
        {
            PrivateFile.Folder(path);
            // The lock goes with the process, however it ends.
            var held = new FileStream(System.IO.Path.Combine(path, "silo.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataFolder(path, held);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException([$"The data folder {path} cannot be used: {refused.Message} Is another silo running with it?"]);
        }
    }

    public void Dispose() => _held.Dispose();
}
