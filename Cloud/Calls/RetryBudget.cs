namespace FleetMigrator.Cloud.Calls;

/// <summary>
/// Retries of all calls together: each takes one token, each success gives a tenth back. When a whole service is down, this
/// keeps many jobs from multiplying their calls.
/// </summary>
internal sealed class RetryBudget
{
    /// <summary>A burst of failures of this size is retried in full.</summary>
    private const int CapacityTenths = 1000;

    private readonly Lock _gate = new();
    private int _tenths = CapacityTenths;

    public bool TryTake()
    {
        lock (_gate)
        {
            if (_tenths < 10)
            {
                return false;
            }

            _tenths -= 10;
            return true;
        }
    }

    public void Succeeded()
    {
        lock (_gate)
        {
            _tenths = Math.Min(CapacityTenths, _tenths + 1);
        }
    }
}
