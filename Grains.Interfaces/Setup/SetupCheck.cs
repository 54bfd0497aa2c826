using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Interfaces.Setup;

/// <summary>One thing that has to be in place before the first migration.</summary>
/// <param name="Name">What is looked at.</param>
/// <param name="Outcome">What was found.</param>
/// <param name="Text">The finding in a sentence.</param>
/// <param name="Fault">Code, cause and remedy when it failed, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.setup.check")]
public sealed record SetupCheck(string Name, SetupOutcome Outcome, string Text, Fault? Fault = null);
