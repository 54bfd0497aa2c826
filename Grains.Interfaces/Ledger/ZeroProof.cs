namespace FleetMigrator.Grains.Interfaces.Ledger;

/// <summary>The proof that a job left nothing behind: after everything was released, the cloud itself was searched.</summary>
/// <param name="At">UTC.</param>
/// <param name="Checks">Every search; all found nothing.</param>
/// <param name="Shared">What the job used together with others and which stays until the last of them ends.</param>
[GenerateSerializer, Immutable, Alias("fleet.ledger.zero-proof")]
public sealed record ZeroProof(DateTimeOffset At, IReadOnlyList<ZeroCheck> Checks, IReadOnlyList<string> Shared);
