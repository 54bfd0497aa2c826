using System.Text;
using FleetMigrator.Receiver.Faults;
using FleetMigrator.Receiver.Kernel;
using FleetMigrator.Receiver.Tools;

namespace FleetMigrator.Receiver.Boot;

/// <summary>
/// Keeps the original of everything that boot repair changes, so that a retry or another round starts from the pristine replica.
/// An entry is a folder with the content and a file that describes it; the description is written last, and only when the content is
/// durable, so that a crash leaves whole entries and no others. Undo goes backwards and deletes each entry after restoring it.
/// </summary>
/// <param name="folder">Outside of the disks that are repaired.</param>
internal sealed class UndoJournal(string folder, Toolbox tools)
{
    private const string Description = "entry";
    private const string Content = "content";

    private static readonly TimeSpan _copyLimit = TimeSpan.FromMinutes(5);

    public bool IsEmpty => Entries().Count == 0;

    /// <summary>Keeps a file or folder, or the fact that there is none. Keeping the same path again does nothing.</summary>
    public async Task Keep(string path, CancellationToken cancellation)
    {
        if (Entries().Exists(entry => entry.Kind != UndoKind.Area && entry.Path == path))
        {
            return;
        }

        var entry = Fresh();
        var present = FileStatus.Of(path) is not null;
        if (present)
        {
            await Copy(path, Path.Combine(entry, Content), cancellation);
        }

        Describe(entry, present ? UndoKind.Present : UndoKind.Absent, path, 0);
    }

    /// <summary>Keeps a range of a disk.</summary>
    public void KeepArea(string node, long offset, int length)
    {
        if (Entries().Exists(entry => entry.Kind == UndoKind.Area && entry.Path == node && entry.Offset == offset))
        {
            return;
        }

        var entry = Fresh();
        using var disk = File.OpenHandle(node);
        var buffer = new byte[length];
        var count = RandomAccess.Read(disk, buffer, offset);
        StateFolder.Store(Path.Combine(entry, Content), buffer.AsSpan(0, count));
        Describe(entry, UndoKind.Area, node, offset);
    }

    /// <summary>Restores everything, the last change first, and forgets it. May be repeated after a crash.</summary>
    /// <returns>What was restored.</returns>
    public async Task<IReadOnlyList<string>> Undo(CancellationToken cancellation)
    {
        var restored = new List<string>();
        foreach (var entry in Entries().AsEnumerable().Reverse())
        {
            var content = Path.Combine(entry.Folder, Content);
            switch (entry.Kind)
            {
                case UndoKind.Present:
                    await Put(content, entry, cancellation);
                    break;
                case UndoKind.Absent:
                    Remove(entry.Path);
                    break;
                default:
                    WriteArea(entry, content);
                    break;
            }

            if (entry.Kind != UndoKind.Area && Directory.Exists(Path.GetDirectoryName(entry.Path)))
            {
                Directory.SetLastWriteTimeUtc(Path.GetDirectoryName(entry.Path)!, new DateTime(entry.ParentTicks, DateTimeKind.Utc));
            }

            restored.Add(entry.Path);
            File.Delete(Path.Combine(entry.Folder, Description));
            Directory.Delete(entry.Folder, recursive: true);
        }

        return restored;
    }

    private async Task Put(string content, UndoEntry entry, CancellationToken cancellation)
    {
        // Beside the place first, so that a crash leaves the old thing or the new one.
        var beside = entry.Path + ".fleet-undo";
        Remove(beside);
        await Copy(content, beside, cancellation);
        Remove(entry.Path);
        Directory.Move(beside, entry.Path); // rename(2): files too
    }

    private async Task Copy(string from, string to, CancellationToken cancellation)
        => await tools.Must(FaultCode.ToolFailed, new ToolCall("cp", "--archive", "--no-target-directory", from, to) { Limit = _copyLimit }, cancellation);

    private static void WriteArea(UndoEntry entry, string content)
    {
        using var disk = new FileStream(entry.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        disk.Position = entry.Offset;
        disk.Write(File.ReadAllBytes(content));
        disk.Flush(flushToDisk: true);
    }

    private static void Remove(string path)
    {
        if (FileStatus.Of(path) is not { } present)
        {
            return; // Nor need there be a folder around it.
        }

        if (present.IsFolder)
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }
    }

    private string Fresh()
    {
        // What was begun and never described holds nothing that anyone changed.
        var number = Entries().Select(entry => int.Parse(Path.GetFileName(entry.Folder))).DefaultIfEmpty().Max() + 1;
        var entry = Path.Combine(folder, number.ToString("d4"));
        if (Directory.Exists(entry))
        {
            Directory.Delete(entry, recursive: true);
        }

        return Directory.CreateDirectory(entry).FullName;
    }

    private static void Describe(string entry, UndoKind kind, string path, long offset)
    {
        Libc.FlushAll();
        var parent = Path.GetDirectoryName(path)!;
        var ticks = Directory.Exists(parent) ? Directory.GetLastWriteTimeUtc(parent).Ticks : 0;
        StateFolder.Store(Path.Combine(entry, Description), Encoding.UTF8.GetBytes($"{kind}\n{offset}\n{ticks}\n{path}"));
    }

    private List<UndoEntry> Entries() => !Directory.Exists(folder) ? [] : [.. Directory.EnumerateDirectories(folder)
        .Where(entry => File.Exists(Path.Combine(entry, Description)))
        .Order(StringComparer.Ordinal)
        .Select(Read)];

    private static UndoEntry Read(string entry)
    {
        var fields = File.ReadAllText(Path.Combine(entry, Description)).Split('\n', 4);
        return new UndoEntry(entry, Enum.Parse<UndoKind>(fields[0]), fields[3], long.Parse(fields[1]), long.Parse(fields[2]));
    }
}
