namespace FleetMigrator.LocalRegion.Oss;

/// <summary>A stream that has been stored, with its checksums.</summary>
internal sealed record ReceivedBytes(Segment Segment, byte[] Md5, ulong Crc64)
{
    /// <summary>Without quotes, upper case as this store writes it.</summary>
    public string ETag => Convert.ToHexString(Md5);
}
