namespace FleetMigrator.LocalRegion.Machines;

/// <summary>A request of a machine to its metadata service.</summary>
/// <param name="Method"><c>GET</c> or <c>PUT</c>, as sent.</param>
/// <param name="Path">Path with query, such as <c>/latest/meta-data/instance-id</c>.</param>
/// <param name="Headers">By name without regard to case; the last one of a name counts.</param>
public sealed record MetadataRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers);
