using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Instances;
using Wire = FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Silo.Receivers;

/// <summary>
/// Makes the addresses by which an intermediate instance reads and writes objects. It holds no cloud key; each address is good for
/// one object or one part, for a while.
/// </summary>
internal sealed class TransitAddresses(IClouds clouds)
{
    private const string Account = "default"; // The only one until there are more.
    private const int MostAtOnce = 100;
    private const int LastPart = 10_000; // The store's limit.

    // A part of a large disk waits its turn; a used-up address is asked for again.
    private static readonly TimeSpan _validity = TimeSpan.FromHours(6);

    private IBuckets Buckets => clouds.For(Account).Buckets;

    /// <summary>The exported object that a conversion reads.</summary>
    public Uri Source(ConvertDiskCommand command) => Buckets.PresignGet(command.Region, command.Bucket, command.SourceKey, _validity);

    /// <summary>Addresses for parts of the object that a conversion writes, and what of it has arrived already.</summary>
    /// <exception cref="FleetException">FM-5009 when the upload is unknown to the bucket, FM-9003 for parts that cannot exist.</exception>
    public async Task<Wire.UploadUrls> Upload(ConvertDiskCommand command, Wire.UploadUrlsWanted wanted, CancellationToken cancellation)
    {
        var count = Math.Min(wanted.Count, MostAtOnce);
        if (wanted.FirstPart < 1 || count < 1 || wanted.FirstPart + count - 1 > LastPart)
        {
            throw ServiceErrors.BadRequest.With($"parts {wanted.FirstPart} to {wanted.FirstPart + count - 1} are not from 1 to {LastPart}");
        }

        var already = await Buckets.Parts(command.TargetRegion, command.TargetBucket, command.TargetKey, command.UploadId, cancellation)
            ?? throw TransferErrors.UploadFailed.With($"the bucket {command.TargetBucket} knows no upload {command.UploadId} of {command.TargetKey}");
        var urls = Enumerable.Range(wanted.FirstPart, count)
            .Select(part => Buckets.PresignPart(command.TargetRegion, command.TargetBucket, command.TargetKey, command.UploadId, part, _validity).AbsoluteUri);
        return new Wire.UploadUrls
        {
            CommandId = command.Id,
            FirstPart = wanted.FirstPart,
            Urls = { urls },
            Already = { already.Select(part => new Wire.UploadedPart { Number = part.Number, Etag = part.ETag, Bytes = part.Bytes }) },
        };
    }
}
