namespace FleetMigrator.LocalRegion.Oss;

/// <summary>What the object store needs to know about its surroundings.</summary>
/// <param name="DefaultRegion">Region of a new bucket when neither host nor signature names one.</param>
/// <param name="OwnerId">Account number shown as the owner.</param>
internal sealed record OssSettings(string DefaultRegion, string OwnerId);
