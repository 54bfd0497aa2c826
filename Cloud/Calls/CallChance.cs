namespace FleetMigrator.Cloud.Calls;

/// <summary>What is random about a call; comes in from outside so that tests own it.</summary>
/// <param name="Jitter">From 0 to below 1.</param>
/// <param name="Nonce">Never the same twice.</param>
internal sealed record CallChance(Func<double> Jitter, Func<string> Nonce)
{
    /// <summary>The real thing.</summary>
#pragma warning disable CA5394 // Spreading retries needs no secret randomness.
    public static readonly CallChance Real = new(Random.Shared.NextDouble, () => Guid.NewGuid().ToString("D"));
#pragma warning restore CA5394
}
