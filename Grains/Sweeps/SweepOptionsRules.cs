using Microsoft.Extensions.Options;

namespace FleetMigrator.Grains.Sweeps;

/// <summary>Checks the ranges at start.</summary>
[OptionsValidator]
internal sealed partial class SweepOptionsRules : IValidateOptions<SweepOptions>;
