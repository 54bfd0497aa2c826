namespace FleetMigrator.LocalRegion.Oss;

/// <summary>Compares what arrived with what the caller said it would be.</summary>
internal static class ContentCheck
{
    public static void Md5(string? header, ReceivedBytes received)
    {
        if (string.IsNullOrEmpty(header))
        {
            return;
        }

        if (header != Convert.ToBase64String(received.Md5))
        {
            throw new OssFailure(400, "InvalidDigest", "The Content-MD5 you specified is not valid.", ("Content-MD5", header));
        }
    }
}
