namespace FleetMigrator.LocalRegion.Machines;

/// <summary>The answer of the metadata service.</summary>
/// <param name="Status">HTTP status, such as 200 or 404.</param>
/// <param name="Body">Sent as UTF-8.</param>
public sealed record MetadataResponse(int Status, string Body, string ContentType = "text/plain; charset=utf-8");
