namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>Roles of one account: what its services may do for it.</summary>
public interface IRoles
{
    /// <summary>The role with which ECS writes exported images to a bucket. No other name is accepted by the cloud.</summary>
    public const string ImageExport = "AliyunECSImageExportDefaultRole";

    /// <summary>Whether the role exists; null when the access key may not look at roles.</summary>
    Task<bool?> Exists(string role, CancellationToken cancellation);
}
