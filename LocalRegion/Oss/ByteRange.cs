using System.Runtime.InteropServices;

namespace FleetMigrator.LocalRegion.Oss;

/// <summary>The bytes that a GET asks for.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ByteRange(long Start, long Length, bool Partial)
{
    /// <summary>Reads one <c>bytes=</c> range; a form that the store does not know means the whole object.</summary>
    public static ByteRange Parse(string? header, long size)
    {
        var whole = new ByteRange(0, size, Partial: false);
        const string Unit = "bytes=";
        if (header is null || !header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase) || header.Contains(',', StringComparison.Ordinal))
        {
            return whole;
        }

        var ends = header[Unit.Length..].Split('-', 2);
        if (ends.Length != 2)
        {
            return whole;
        }

        if (ends[0].Length == 0)
        {
            return long.TryParse(ends[1], out var last) && last > 0 && size > 0
                ? new ByteRange(Math.Max(size - last, 0), Math.Min(last, size), Partial: true)
                : throw NotSatisfiable(size);
        }

        if (!long.TryParse(ends[0], out var first) || (ends[1].Length > 0 && !long.TryParse(ends[1], out _)))
        {
            return whole;
        }

        var end = ends[1].Length == 0 ? size - 1 : Math.Min(long.Parse(ends[1]), size - 1);
        if (first >= size)
        {
            throw NotSatisfiable(size);
        }

        return end < first ? whole : new ByteRange(first, end - first + 1, Partial: true);
    }

    private static OssFailure NotSatisfiable(long size)
        => new(416, "InvalidRange", "The requested range cannot be satisfied", ("ActualObjectSize", size.ToString()));
}
