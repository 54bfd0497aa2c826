using Microsoft.Extensions.Options;

namespace FleetMigrator.Grains.Hosting;

/// <summary>Checks the ranges at start.</summary>
[OptionsValidator]
internal sealed partial class HeartbeatOptionsRules : IValidateOptions<HeartbeatOptions>;
