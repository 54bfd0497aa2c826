namespace FleetMigrator.Cloud.Protocol.Parameters;

/// <summary>A leaf: text, number, flag or JSON, already as text.</summary>
/// <param name="Value">As sent.</param>
public sealed record ParameterText(string Value) : ParameterNode;
