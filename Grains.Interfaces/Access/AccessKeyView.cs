namespace FleetMigrator.Grains.Interfaces.Access;

/// <summary>An access key as shown; never its secret.</summary>
/// <param name="Id"><c>ak-…</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its description.</param>
/// <param name="Scope">What it allows.</param>
/// <param name="Status">Whether it is accepted.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="ExpiresAt">UTC.</param>
[GenerateSerializer, Immutable, Alias("fleet.access-key.view")]
public sealed record AccessKeyView(
    string Id, string Name, string Description, AccessScope Scope, AccessKeyStatus Status, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
