using System.Text.Json.Nodes;

namespace FleetMigrator.Grains.Interfaces.Audit;

/// <summary>One command of the API or of a page: who asked for what, and what came of it.</summary>
/// <param name="Id">Grows with each entry.</param>
/// <param name="At">When it was asked, UTC.</param>
/// <param name="Actor">Who: <c>start token</c>, or the id of an access key.</param>
/// <param name="Address">From where; empty for a page, which has told it when it was opened.</param>
/// <param name="Action">Name of the operation, as in the API document.</param>
/// <param name="Method">HTTP method, or <c>PAGE</c>.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Subject">The thing that it is about, or empty.</param>
/// <param name="Request">What was sent, without secrets, or null.</param>
public sealed record AuditEntry(
    long Id, DateTimeOffset At, string Actor, string Address, string Action, string Method, string Path, string Subject, JsonNode? Request)
{
    /// <summary>When it was done; null: the service stopped in between, look at the thing itself.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Status of the answer, or null.</summary>
    public int? Status { get; init; }

    /// <summary><c>FM-nnnn</c> when it was refused.</summary>
    public string? Code { get; init; }

    /// <summary>What became different of the thing, field by field.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];
}
