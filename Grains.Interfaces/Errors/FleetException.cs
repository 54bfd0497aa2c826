namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>A refusal or failure with a code of the catalogue. The only exception that grains throw on purpose.</summary>
[GenerateSerializer, Alias("fleet.exception")]
public sealed class FleetException : Exception
{
    /// <summary>One fault.</summary>
    public FleetException(ErrorCode code, string cause, Exception? inner = null)
        : this([code.Fault(cause)], inner)
    {
    }

    /// <summary>All faults of one request, so that a person sees every mistake at once.</summary>
    /// <param name="faults">At least one.</param>
    /// <param name="inner">What was caught, for the log.</param>
    public FleetException(IReadOnlyList<Fault> faults, Exception? inner = null)
        : base(string.Join("; ", faults.Select(fault => $"{fault.Code} {fault.Title}: {fault.Cause}")), inner)
        => Faults = [.. faults];

    /// <summary>All faults, the first one being the main one.</summary>
    [Id(0)]
    public Fault[] Faults { get; private set; }

    /// <summary>The main fault.</summary>
    public Fault Fault => Faults[0];

    /// <summary>The main fault's id, <c>FM-nnnn</c>.</summary>
    public string Code => Faults[0].Code;
}
