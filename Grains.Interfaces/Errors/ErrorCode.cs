namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>One entry of the error catalogue. Ids are never reused.</summary>
/// <param name="Id"><c>FM-nnnn</c>: 1xxx codes and enrolment, 2xxx sources, 3xxx jobs, 4xxx cloud, 5xxx transfer, 6xxx guests, 7xxx quota and bulk, 8xxx access, 9xxx service.</param>
/// <param name="Cure">What has to happen before the same thing can succeed.</param>
/// <param name="Title">What went wrong, in one sentence without a full stop.</param>
/// <param name="Remedy">What the reader does now, in one or two sentences.</param>
/// <param name="Alias">The code by which operators of the cloud's own service know it, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.error-code")]
public sealed record ErrorCode(string Id, Cure Cure, string Title, string Remedy, string? Alias = null)
{
    /// <summary>An exception for this entry.</summary>
    /// <param name="cause">The facts of this case: names, values, limits.</param>
    /// <param name="inner">What was caught, for the log.</param>
    public FleetException With(string cause, Exception? inner = null) => new(this, cause, inner);

    /// <summary>The error as data, to be stored or shown.</summary>
    /// <param name="cause">The facts of this case.</param>
    public Fault Fault(string cause) => new(Id, Title, cause, Remedy, Cure);
}
