namespace FleetMigrator.Grains.Interfaces.Fleet;

/// <summary>Amounts as people read them.</summary>
public static class Amount
{
    private const double Kib = 1024;

    /// <summary>Bytes with a binary unit, such as <c>1.5 GiB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => $"{bytes / Kib:0} KiB",
        < 1024L * 1024 * 1024 => $"{bytes / Kib / Kib:0.0} MiB",
        < 1024L * 1024 * 1024 * 1024 => $"{bytes / Kib / Kib / Kib:0.00} GiB",
        _ => $"{bytes / Kib / Kib / Kib / Kib:0.00} TiB",
    };
}
