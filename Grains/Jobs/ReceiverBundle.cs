using System.Security.Cryptography;
using FleetMigrator.Grains.Interfaces.Errors;
using Microsoft.Extensions.Options;

namespace FleetMigrator.Grains.Jobs;

/// <summary>The file that intermediate instances start from, with its hash.</summary>
internal sealed class ReceiverBundle(IOptions<ReceiverOptions> options)
{
    private string? _sha256;

    /// <summary>Path of the file.</summary>
    /// <exception cref="FleetException">FM-9004 when it is not there or the service's own address is not set.</exception>
    public string Path
    {
        get
        {
            var settings = options.Value;
            if (settings.BundlePath.Length == 0 || !File.Exists(settings.BundlePath))
            {
                throw ServiceErrors.ArtefactMissing.With($"the receiver bundle '{settings.BundlePath}' (Fleet:Receiver:BundlePath)");
            }

            return settings.SiloUrl.Length > 0 && settings.CaSha256.Length > 0
                ? settings.BundlePath
                : throw ServiceErrors.ArtefactMissing.With("Fleet:Receiver:SiloUrl or Fleet:Receiver:CaSha256 is not set");
        }
    }

    /// <summary>Its size.</summary>
    public long Bytes => new FileInfo(Path).Length;

    /// <summary>Its SHA-256, lower-case hex; computed once unless it was configured.</summary>
    public async Task<string> Sha256(CancellationToken cancellation)
    {
        if (options.Value.BundleSha256.Length > 0)
        {
            return options.Value.BundleSha256;
        }

        if (_sha256 is null)
        {
            await using var file = File.OpenRead(Path);
            _sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
        }

        return _sha256;
    }
}
