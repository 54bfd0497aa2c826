using Orleans.Concurrency;

namespace FleetMigrator.Grains.Interfaces.Access;

/// <summary>A pair of id and secret by which agents join and scripts use the service. Key: its id, <c>ak-…</c>.</summary>
[Alias("fleet.access-key")]
public interface IAccessKey : IGrainWithStringKey
{
    /// <summary>Makes the key. Not repeatable: a second call is refused with FM-3002.</summary>
    /// <exception cref="Errors.FleetException">FM-1008 and FM-8009, all at once.</exception>
    [Alias("create")]
    Task<CreatedAccessKey> Create(AccessKeyRequest request);

    /// <summary>Says who presents the pair. Changes nothing.</summary>
    /// <exception cref="Errors.FleetException">FM-8005 for a wrong pair, FM-8006 expired, FM-8007 revoked, FM-8008 when the scope is too small.</exception>
    [AlwaysInterleave, Alias("verify")]
    Task<AccessKeyView> Verify(string secret, AccessScope needed);

    /// <summary>Ends its use for good; servers that joined with it stay. Repeating is safe.</summary>
    [Alias("revoke")]
    Task<AccessKeyView> Revoke();

    /// <summary>Removes the key. Repeating is safe.</summary>
    [Alias("delete")]
    Task Delete();

    /// <summary>The key as it is; FM-8010 when there is none.</summary>
    [ReadOnly, AlwaysInterleave, Alias("view")]
    Task<AccessKeyView> View();
}
