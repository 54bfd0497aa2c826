namespace FleetMigrator.Transfer.Linux;

/// <summary>A time stamp as the kernel keeps it; seconds may be before 1970 or after 2038.</summary>
public readonly record struct FileTime(long Seconds, uint Nanoseconds);
