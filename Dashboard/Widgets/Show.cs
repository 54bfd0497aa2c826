using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Dashboard.Widgets;

/// <summary>Numbers and times for people.</summary>
public static class Show
{
    /// <summary>Bytes with a binary unit, such as <c>1.5 GiB</c>.</summary>
    public static string Size(long bytes) => Amount.Bytes(bytes);

    /// <summary>A sum of money without its currency: two digits, or four where two would show nothing.</summary>
    public static string Money(decimal sum) => sum switch
    {
        0 or >= 0.01m => $"{sum:0.00}",
        >= 0.0001m => $"{sum:0.0000}",
        _ => "< 0.0001",
    };

    /// <summary>A span such as <c>2 min 5 s</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => $"{Math.Max(0, span.TotalSeconds):0} s",
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes} min {span.Seconds} s",
        { TotalDays: < 1 } => $"{(int)span.TotalHours} h {span.Minutes} min",
        _ => $"{(int)span.TotalDays} d {span.Hours} h",
    };

    /// <summary>How long ago, such as <c>5 s ago</c>.</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now) => now - at < TimeSpan.FromSeconds(2) ? "just now" : $"{Span(now - at)} ago";

    /// <summary>Exact time in UTC.</summary>
    public static string Exact(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";

    /// <summary>An enum name as words: <c>CreateImage</c> becomes <c>Create image</c>.</summary>
    public static string Words(object value)
        => string.Concat($"{value}".Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    /// <summary>Tags in one line, or a dash.</summary>
    public static string Tags(IReadOnlyDictionary<string, string> tags)
        => tags.Count == 0 ? "–" : string.Join(", ", tags.Select(tag => tag.Value.Length > 0 ? $"{tag.Key}={tag.Value}" : tag.Key));

    /// <summary>A kind of resource as Alibaba Cloud writes it.</summary>
    public static string Name(ResourceKind kind) => kind switch
    {
        ResourceKind.Vpc => "VPC",
        ResourceKind.VSwitch => "vSwitch",
        ResourceKind.Image => "ECS image",
        ResourceKind.EdgeImage => "ENS image",
        _ => Words(kind),
    };
}
