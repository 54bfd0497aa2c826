namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>An instance that a person runs.</summary>
/// <param name="Id"><c>i-…</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Running and others.</param>
/// <param name="OsType"><c>linux</c> or <c>windows</c>.</param>
/// <param name="OsName">For people.</param>
/// <param name="PrivateAddress">Or null.</param>
/// <param name="PublicAddress">Or null.</param>
/// <param name="ResourceGroup">Resource group in the cloud, or empty.</param>
/// <param name="Tags">Tags in the cloud.</param>
[GenerateSerializer, Immutable, Alias("fleet.cloud.server")]
public sealed record CloudServer(
    string Id, string Name, string Status, string OsType, string OsName, string? PrivateAddress, string? PublicAddress, string ResourceGroup,
    IReadOnlyDictionary<string, string> Tags);
