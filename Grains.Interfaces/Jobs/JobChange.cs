namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>What is to be changed of a job; null stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("fleet.job.change")]
public sealed record JobChange
{
    /// <summary>2 to 128 characters, unique; always.</summary>
    [Id(0)]
    public string? Name { get; init; }

    /// <summary>At most 128 characters; always.</summary>
    [Id(1)]
    public string? Description { get; init; }

    /// <summary>7 to 90 days ahead; extends an expired job.</summary>
    [Id(2)]
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>True: never expires.</summary>
    [Id(3)]
    public bool? NeverExpires { get; init; }

    /// <summary>10 minutes to 30 days ahead; before the start.</summary>
    [Id(4)]
    public DateTimeOffset? ScheduledStart { get; init; }

    /// <summary>1 to 168; before the start and between runs, from the next run on.</summary>
    [Id(5)]
    public int? IntervalHours { get; init; }

    /// <summary>1 to 10; before the start and between runs.</summary>
    [Id(6)]
    public int? ImagesToKeep { get; init; }
}
