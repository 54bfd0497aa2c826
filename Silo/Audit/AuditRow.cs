namespace FleetMigrator.Silo.Audit;

/// <summary>An entry as the database has it.</summary>
internal sealed class AuditRow
{
    public long Id { get; set; }

    public long At { get; set; }

    public string Actor { get; set; } = "";

    public string Address { get; set; } = "";

    public string Action { get; set; } = "";

    public string Method { get; set; } = "";

    public string Path { get; set; } = "";

    public string Subject { get; set; } = "";

    public string? Request { get; set; }

    public long? EndedAt { get; set; }

    public long? Status { get; set; }

    public string? Code { get; set; }

    public string? Changes { get; set; }
}
