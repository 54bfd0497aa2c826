using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Commands;

/// <summary>A command that was given, and its last word once it has ended.</summary>
internal sealed record Standing<TCommand>(string Id, TCommand Command, DateTimeOffset At, CommandReport? Report = null);
