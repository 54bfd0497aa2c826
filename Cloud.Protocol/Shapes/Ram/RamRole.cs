namespace FleetMigrator.Cloud.Protocol.Shapes.Ram;

/// <summary>A role as RAM describes it.</summary>
public sealed record RamRole
{
    public string RoleName { get; init; } = "";

    public string Arn { get; init; } = "";

    /// <summary>Who may take the role on, as a JSON document.</summary>
    public string AssumeRolePolicyDocument { get; init; } = "";
}
