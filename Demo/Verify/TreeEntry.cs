namespace FleetMigrator.Demo.Verify;

/// <summary>Everything about one entry of a tree that a copy has to keep.</summary>
/// <param name="Path">Below the root, bytes as Latin-1 characters.</param>
/// <param name="Type">One of <c>f d l c b p s</c>.</param>
/// <param name="Mode">Permission bits with set-id and sticky.</param>
/// <param name="Owner">uid:gid.</param>
/// <param name="Size">Bytes of a file; 0 for others.</param>
/// <param name="Modified">Seconds.nanoseconds.</param>
/// <param name="Target">Of a symbolic link, or major:minor of a device.</param>
/// <param name="LinkedTo">First path of the same inode when it has several names, else empty.</param>
/// <param name="Attributes">Extended attributes, ACLs and capabilities among them, name=hex, sorted.</param>
/// <param name="Sha256">Of the content of a file.</param>
internal sealed record TreeEntry(
    string Path,
    char Type,
    uint Mode,
    string Owner,
    long Size,
    string Modified,
    string Target,
    string LinkedTo,
    string Attributes,
    string Sha256);
