namespace FleetMigrator.Grains.Jobs;

/// <summary>Chance for pauses. Comes in from outside, so that tests and simulations own it.</summary>
internal interface IJitter
{
    /// <summary>The next number, from 0 to 1.</summary>
    double Next();
}
