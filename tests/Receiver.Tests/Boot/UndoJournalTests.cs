using FleetMigrator.Receiver.Boot;
using FleetMigrator.Receiver.Tests.Disks;
using FleetMigrator.Receiver.Tools;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetMigrator.Receiver.Tests.Boot;

public sealed class UndoJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Toolbox _tools = new(NullLogger<Toolbox>.Instance, TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Undo_restores_content_mode_and_times_and_removes_what_was_not_there()
    {
        var root = Directory.CreateDirectory(Path.Combine(_folder.Path, "root")).FullName;
        var file = Path.Combine(root, "fstab");
        await File.WriteAllTextAsync(file, "before", Token);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        File.SetLastWriteTimeUtc(file, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        Directory.CreateDirectory(Path.Combine(root, "grub/fonts"));
        await File.WriteAllTextAsync(Path.Combine(root, "grub/fonts/one"), "1", Token);
        File.CreateSymbolicLink(Path.Combine(root, "link"), "/nowhere");
        Directory.SetLastWriteTimeUtc(root, new DateTime(2002, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        var journal = new UndoJournal(Path.Combine(_folder.Path, "undo"), _tools);
        foreach (var path in new[] { "fstab", "grub", "link", "new" })
        {
            await journal.Keep(Path.Combine(root, path), Token);
        }

        File.Delete(file);
        await File.WriteAllTextAsync(file, "after", Token);
        await journal.Keep(file, Token); // kept already: the first content is the original
        Directory.Delete(Path.Combine(root, "grub/fonts"), recursive: true);
        File.Delete(Path.Combine(root, "link"));
        await File.WriteAllTextAsync(Path.Combine(root, "new"), "new", Token);

        // Another object on the same folder, as after a crash.
        await new UndoJournal(Path.Combine(_folder.Path, "undo"), _tools).Undo(Token);

        Assert.Equal("before", await File.ReadAllTextAsync(file, Token));
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(file));
        Assert.Equal(2001, File.GetLastWriteTimeUtc(file).Year);
        Assert.Equal("1", await File.ReadAllTextAsync(Path.Combine(root, "grub/fonts/one"), Token));
        Assert.Equal("/nowhere", new FileInfo(Path.Combine(root, "link")).LinkTarget);
        Assert.False(File.Exists(Path.Combine(root, "new")));
        Assert.Equal(2002, Directory.GetLastWriteTimeUtc(root).Year);
        Assert.True(journal.IsEmpty);
    }

    [Fact]
    public async Task Undo_restores_a_range_of_a_disk()
    {
        var disk = Path.Combine(_folder.Path, "disk");
        await File.WriteAllBytesAsync(disk, [1, 2, 3, 4, 5, 6], Token);
        var journal = new UndoJournal(Path.Combine(_folder.Path, "undo"), _tools);
        journal.KeepArea(disk, 2, 3);
        await File.WriteAllBytesAsync(disk, [9, 9, 9, 9, 9, 9], Token);

        await journal.Undo(Token);

        Assert.Equal([9, 9, 3, 4, 5, 9], await File.ReadAllBytesAsync(disk, Token));
    }

    [Fact]
    public async Task An_entry_that_was_never_described_is_as_if_it_had_not_begun()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "undo/0001/content"));
        var journal = new UndoJournal(Path.Combine(_folder.Path, "undo"), _tools);
        var file = Path.Combine(_folder.Path, "file");

        await journal.Keep(file, Token);
        await File.WriteAllTextAsync(file, "new", Token);

        Assert.Equal([file], await journal.Undo(Token));
        Assert.False(File.Exists(file));
    }

    public void Dispose() => _folder.Dispose();
}
