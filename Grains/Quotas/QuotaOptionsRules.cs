using Microsoft.Extensions.Options;

namespace FleetMigrator.Grains.Quotas;

/// <summary>Checks the ranges at start.</summary>
[OptionsValidator]
internal sealed partial class QuotaOptionsRules : IValidateOptions<QuotaOptions>;
