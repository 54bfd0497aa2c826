using FleetMigrator.Grains.Commands;
using FleetMigrator.Grains.Interfaces.Instances;

namespace FleetMigrator.Grains.Instances;

/// <summary>What an intermediate instance stores.</summary>
internal sealed record InstanceRecord
{
    public int Version { get; init; } = 1;

    /// <summary>Empty while nobody prepared it.</summary>
    public string JobId { get; init; } = "";

    public string Region { get; init; } = "";

    /// <summary>SHA-256 of the secret part of the token.</summary>
    public string TokenSha256 { get; init; } = "";

    /// <summary>The certificate that the token was used for, or null.</summary>
    public string? CertificateSha256 { get; init; }

    /// <summary>Of the guest, at the last hello.</summary>
    public string? BootId { get; init; }

    public string? CloudId { get; init; }

    public string? Address { get; init; }

    public bool Released { get; init; }

    public CommandBook<ReceiverCommand> Commands { get; init; } = new();
}
