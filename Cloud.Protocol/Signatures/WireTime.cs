using System.Globalization;

namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>The spellings of time on this wire; all are UTC.</summary>
public static class WireTime
{
    /// <summary>How far a caller's clock may be off, and how long a nonce is remembered.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const string SecondForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string MinuteForm = "yyyy-MM-dd'T'HH:mm'Z'";
    private const string BasicForm = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary><c>2023-10-26T10:22:32Z</c>: signatures, disks, images, snapshots.</summary>
    public static string Seconds(DateTimeOffset at) => at.UtcDateTime.ToString(SecondForm, CultureInfo.InvariantCulture);

    /// <summary><c>2023-10-26T10:22Z</c>: instances and tasks.</summary>
    public static string Minutes(DateTimeOffset at) => at.UtcDateTime.ToString(MinuteForm, CultureInfo.InvariantCulture);

    /// <summary><c>20231026T102232Z</c>: OSS4.</summary>
    public static string Basic(DateTimeOffset at) => at.UtcDateTime.ToString(BasicForm, CultureInfo.InvariantCulture);

    /// <summary><c>20231026</c>: the scope of OSS4.</summary>
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary><c>Thu, 26 Oct 2023 10:22:32 GMT</c>: HTTP dates.</summary>
    public static string Http(DateTimeOffset at) => at.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);

    /// <summary><c>2023-10-26T10:22:32.000Z</c>: OSS listings.</summary>
    public static string Milliseconds(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads any of the forms above.</summary>
    public static bool TryParse(string? text, out DateTimeOffset at)
        => DateTimeOffset.TryParseExact(
            text,
            [SecondForm, MinuteForm, BasicForm, "r", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out at);
}
