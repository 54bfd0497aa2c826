namespace FleetMigrator.Grains.Interfaces.Notices;

/// <summary>Carries a notice out of the service.</summary>
public interface INoticeSender
{
    /// <summary>Done when the target has taken it.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="secret">For the signature of a webhook.</param>
    /// <param name="notice">What.</param>
    /// <param name="cancellation">Ends the try.</param>
    /// <exception cref="Errors.FleetException">FM-9020 when it did not take it.</exception>
    Task Send(TargetRequest target, string secret, Notice notice, CancellationToken cancellation);
}
