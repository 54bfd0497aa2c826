using System.Text.Json.Serialization;

namespace FleetMigrator.Agent.Installation;

/// <summary>Source-generated JSON: reflection isn't there in the ahead-of-time compiled program.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AgentSettings))]
[JsonSerializable(typeof(AgentStatus))]
internal sealed partial class AgentJson : JsonSerializerContext;
