using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Jobs;

/// <summary>When a job may start, how long it is valid, and how often an incremental one runs.</summary>
internal static class JobTimeRules
{
    private const int MostHours = 168;
    private const int MostImages = 10;

    private static readonly TimeSpan SoonestStart = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LatestStart = TimeSpan.FromDays(30);
    private static readonly TimeSpan ShortestValidity = TimeSpan.FromDays(7);
    private static readonly TimeSpan UsualValidity = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestValidity = TimeSpan.FromDays(90);

    /// <summary>When a job of this request expires; null for never.</summary>
    public static DateTimeOffset? Expiry(JobRequest request, DateTimeOffset now) => request.NeverExpires ? null : request.ValidUntil ?? now + UsualValidity;

    /// <summary>Every fault of a new request.</summary>
    public static IEnumerable<Fault> Check(JobRequest request, DateTimeOffset now)
        => Start(request.ScheduledStart, now)
            .Concat(Validity(request.ValidUntil, request.NeverExpires, now))
            .Concat(request.Incremental ? Interval(request.IntervalHours).Concat(Images(request.ImagesToKeep)) : Once(request));

    /// <summary>Faults of a scheduled start.</summary>
    public static IEnumerable<Fault> Start(DateTimeOffset? start, DateTimeOffset now)
        => start is { } at && (at < now + SoonestStart || at > now + LatestStart)
            ? [JobErrors.FieldOutOfRange.Fault($"the start is set to {at:u}; {now + SoonestStart:u} to {now + LatestStart:u} is allowed") with { Field = "scheduledStart" }]
            : [];

    /// <summary>Faults of a validity.</summary>
    public static IEnumerable<Fault> Validity(DateTimeOffset? end, bool never, DateTimeOffset now)
    {
        if (end is { } at && (at < now + ShortestValidity || at > now + LongestValidity))
        {
            yield return JobErrors.FieldOutOfRange.Fault($"the validity ends at {at:u}; {now + ShortestValidity:u} to {now + LongestValidity:u} is allowed") with { Field = "validUntil" };
        }

        if (end is not null && never)
        {
            yield return JobErrors.FieldOutOfRange.Fault("a job that never expires has no end of its validity") with { Field = "neverExpires" };
        }
    }

    /// <summary>Faults of an interval.</summary>
    public static IEnumerable<Fault> Interval(int hours)
        => hours is < 1 or > MostHours
            ? [JobErrors.FieldOutOfRange.Fault($"the interval is {hours} hours; 1 to {MostHours} is allowed") with { Field = "intervalHours" }]
            : [];

    /// <summary>Faults of the number of images.</summary>
    public static IEnumerable<Fault> Images(int count)
        => count is < 1 or > MostImages
            ? [JobErrors.FieldOutOfRange.Fault($"{count} images are to be kept; 1 to {MostImages} is allowed") with { Field = "imagesToKeep" }]
            : [];

    private static IEnumerable<Fault> Once(JobRequest request)
    {
        if (request.IntervalHours != 0)
        {
            yield return JobErrors.FieldOutOfRange.Fault("only an incremental job has an interval") with { Field = "intervalHours" };
        }

        if (request.ImagesToKeep != 0)
        {
            yield return JobErrors.FieldOutOfRange.Fault("only an incremental job keeps several images") with { Field = "imagesToKeep" };
        }
    }
}
