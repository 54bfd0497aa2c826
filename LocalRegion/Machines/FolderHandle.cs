using System.Runtime.InteropServices;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>An open folder; .NET opens files only.</summary>
internal sealed partial class FolderHandle : IDisposable
{
    private const int ReadFolderCloseOnExec = 0x10000 | 0x80000;

    public FolderHandle(string path)
    {
        Descriptor = Open(path, ReadFolderCloseOnExec);
        if (Descriptor < 0)
        {
            throw Libc.Error(path);
        }
    }

    public int Descriptor { get; }

    public void Dispose() => _ = Libc.Close(Descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
