namespace FleetMigrator.Transfer.Files;

/// <summary>Finds runs of zeros that are long enough to be worth an extent of their own.</summary>
internal static class ZeroRuns
{
    /// <summary>A page: shorter runs cost more to describe than to send, and file systems allocate pages anyway.</summary>
    public const int Block = 4096;

    /// <summary>Length of the first part of the data that is all zeros or all data, in whole blocks but for the last.</summary>
    public static int FirstRun(ReadOnlySpan<byte> data, out bool zeros)
    {
        zeros = IsZero(data[..Math.Min(Block, data.Length)]);
        var length = Math.Min(Block, data.Length);
        while (length < data.Length)
        {
            var next = data.Slice(length, Math.Min(Block, data.Length - length));
            if (IsZero(next) != zeros)
            {
                break;
            }

            length += next.Length;
        }

        return length;
    }

    private static bool IsZero(ReadOnlySpan<byte> block) => !block.ContainsAnyExcept((byte)0);
}
