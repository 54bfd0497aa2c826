namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>An upload that was begun and neither completed nor aborted.</summary>
/// <param name="Key">Key of the object to be.</param>
/// <param name="UploadId">Its id.</param>
[GenerateSerializer, Immutable, Alias("fleet.cloud.pending-upload")]
public sealed record PendingUpload(string Key, string UploadId);
