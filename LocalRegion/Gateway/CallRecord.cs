namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>One line of the call log.</summary>
/// <param name="Time">When it was answered.</param>
/// <param name="Product">ecs, vpc, ens or oss.</param>
/// <param name="Action">Such as <c>RunInstances</c> or <c>PutObject</c>.</param>
/// <param name="Token">The call's ClientToken.</param>
/// <param name="Parameters">Hash of its parameters.</param>
/// <param name="RequestId">As in the answer.</param>
/// <param name="Code"><c>OK</c> or the error's code.</param>
/// <param name="Created">Ids of what the call made; empty when a token repeated an earlier call.</param>
/// <param name="Account">The account whose key signed it; null for the object store, whose buckets have one owner.</param>
/// <param name="Resource">Bucket and key of calls to the object store.</param>
internal sealed record CallRecord(
    DateTimeOffset Time,
    string Product,
    string Action,
    string? Token,
    string Parameters,
    string RequestId,
    string Code,
    IReadOnlyList<string> Created,
    string? Account = null,
    string? Resource = null);
