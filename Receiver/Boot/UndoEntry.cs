namespace FleetMigrator.Receiver.Boot;

/// <summary>One thing that can be restored.</summary>
/// <param name="Folder">Where its content is kept.</param>
/// <param name="Path">The file, folder or device node.</param>
/// <param name="Offset">In bytes, for a range of a disk.</param>
/// <param name="ParentTicks">When the folder around it was last changed, so that undo leaves no trace there either.</param>
internal sealed record UndoEntry(string Folder, UndoKind Kind, string Path, long Offset, long ParentTicks);
