using System.Text.Json.Serialization;
using FleetMigrator.Agent.Commands;

namespace FleetMigrator.Agent.Installation;

/// <summary>Source-generated JSON: reflection isn't there in the ahead-of-time compiled program.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AgentSettings))]
[JsonSerializable(typeof(AgentStatus))]
[JsonSerializable(typeof(ClientSettings))]
[JsonSerializable(typeof(AgentState))]
internal sealed partial class AgentJson : JsonSerializerContext;
