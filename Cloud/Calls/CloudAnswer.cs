using System.Globalization;
using System.Text;
using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.Cloud.Calls;

/// <summary>A complete answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">By name in any case.</param>
/// <param name="Body">All of it.</param>
internal sealed record CloudAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The cloud's own time.</summary>
    public DateTimeOffset? Date => WireTime.TryParse(Header("Date"), out var at) ? at : null;

    /// <summary>The pause that the gateway asks for; only a positive number of milliseconds counts.</summary>
    public TimeSpan? RetryAfter
        => long.TryParse(Header("x-acs-retry-after"), NumberStyles.None, CultureInfo.InvariantCulture, out var pause) && pause > 0
            ? TimeSpan.FromMilliseconds(Math.Min(pause, 3_600_000))
            : null;
}
