using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>What to receive, from whom.</summary>
public sealed record ReceiverOptions
{
    /// <summary>Where to listen, usually port 8703; port 0 takes a free one.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>The job, at most 64 ASCII characters.</summary>
    public required string JobId { get; init; }

    /// <summary>The oldest attempt that may connect. A higher one that was seen before stays in force over a restart.</summary>
    public required long Epoch { get; init; }

    /// <summary>This end's certificate with its private key.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>SHA-256 over the DER of the agent's certificate. Nothing else of that certificate is looked at.</summary>
    public required ReadOnlyMemory<byte> AgentCertificateSha256 { get; init; }

    /// <summary>Folder of the journal. It must outlive the process, and lie outside of the volumes.</summary>
    public required string StateFolder { get; init; }

    /// <summary>The mounted target file systems.</summary>
    public required IReadOnlyList<TargetVolume> Volumes { get; init; }
}
