using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace FleetMigrator.Transfer.Sending;

/// <summary>Where to send and how.</summary>
public sealed record SenderOptions
{
    /// <summary>The port of the data connections.</summary>
    public const int DefaultPort = 8703;

    /// <summary>Address of the receiver: an IP address, or a name if <see cref="Dial"/> can resolve it.</summary>
    public required string Host { get; init; }

    /// <summary>Port of the receiver.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The job, at most 64 ASCII characters.</summary>
    public required string JobId { get; init; }

    /// <summary>The attempt; the receiver drops older ones.</summary>
    public required long Epoch { get; init; }

    /// <summary>This end's certificate with its private key.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>SHA-256 over the DER of the receiver's certificate. Nothing else of that certificate is looked at.</summary>
    public required ReadOnlyMemory<byte> ReceiverCertificateSha256 { get; init; }

    /// <summary>Connections in parallel, 1 to 4.</summary>
    public int Streams { get; init; } = 2;

    /// <summary>0 (off) to 10 (smallest); 7 adapts itself to the link.</summary>
    public int CompressionLevel { get; init; } = 7;

    /// <summary>Where to keep the manifest of what arrived; null: no receipt is made.</summary>
    public string? ManifestPath { get; init; }

    /// <summary>Rounds at most, from 1. The last ones only send what changed.</summary>
    public int MaxRounds { get; init; } = 3;

    /// <summary>How often a lost connection is tried again before the loss is reported; null tries until cancelled.</summary>
    public int? MaxReconnects { get; init; }

    /// <summary>Opens the TCP connection; null connects to <see cref="Host"/> with the system's means.</summary>
    public Func<string, int, CancellationToken, Task<Socket>>? Dial { get; init; }
}
