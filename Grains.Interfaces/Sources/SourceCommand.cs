using System.Text.Json.Serialization;

namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>Something that an agent shall do. Stored before it is sent, sent until it is reported on, done once an id.</summary>
/// <param name="Id">Unique; the same id is the same command.</param>
[GenerateSerializer, Immutable, Alias("fleet.source.command")]
[JsonDerivedType(typeof(PreflightCommand), "preflight")]
[JsonDerivedType(typeof(RefreshInventoryCommand), "refresh-inventory")]
[JsonDerivedType(typeof(StartSyncCommand), "start-sync")]
[JsonDerivedType(typeof(StopSyncCommand), "stop-sync")]
[JsonDerivedType(typeof(ChangeSettingsCommand), "change-settings")]
public abstract record SourceCommand(string Id);
