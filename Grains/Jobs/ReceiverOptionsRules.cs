using Microsoft.Extensions.Options;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Checks the ranges at start.</summary>
[OptionsValidator]
internal sealed partial class ReceiverOptionsRules : IValidateOptions<ReceiverOptions>;
