namespace FleetMigrator.Receiver.Boot;

/// <summary>What an entry of the undo journal restores.</summary>
internal enum UndoKind
{
    /// <summary>A file or folder that is put back with all that belongs to it.</summary>
    Present,

    /// <summary>Something that was not there and is deleted.</summary>
    Absent,

    /// <summary>A range of bytes of a disk.</summary>
    Area,
}
