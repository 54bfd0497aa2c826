using System.Security.Cryptography;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Real chance.</summary>
internal sealed class RandomJitter : IJitter
{
    private const int Steps = 1 << 20;

    public double Next() => (double)RandomNumberGenerator.GetInt32(Steps) / Steps;
}
