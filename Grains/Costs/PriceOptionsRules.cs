using Microsoft.Extensions.Options;

namespace FleetMigrator.Grains.Costs;

/// <summary>Checks the ranges at start.</summary>
[OptionsValidator]
internal sealed partial class PriceOptionsRules : IValidateOptions<PriceOptions>;
