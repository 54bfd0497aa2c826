namespace FleetMigrator.Transfer.Compression;

/// <summary>What the levels 0 to 10 of a job mean in zstd's own levels.</summary>
public static class CompressionLevels
{
    /// <summary>The level that adapts itself.</summary>
    public const int Adaptive = 7;

    /// <summary>Stands for "not compressed" among zstd's levels, where 0 is not a level of its own.</summary>
    public const int Off = 0;

    private static readonly int[] Fixed = [Off, -7, -5, -3, -1, 1, 2, 3, 5, 7, 12];

    /// <summary>The steps that the adaptive level moves on, fastest first.</summary>
    internal static readonly int[] Ladder = [Off, -7, -5, -3, -1, 1, 2, 3];

    /// <summary>zstd's level, or <see cref="Off"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 to 10.</exception>
    public static int ToZstandard(int level)
        => level >= 0 && level < Fixed.Length ? Fixed[level] : throw new ArgumentOutOfRangeException(nameof(level), level, "0 to 10");
}
