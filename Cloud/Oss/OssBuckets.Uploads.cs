using System.Globalization;
using System.Text;
using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Protocol.Shapes.Oss;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Cloud.Oss;

/// <summary>Uploads in parts.</summary>
internal sealed partial class OssBuckets
{
    /// <inheritdoc/>
    public async Task<string> BeginUpload(string region, string bucket, string key, CancellationToken cancellation)
    {
        var answer = await client.Send(new("POST", region, new(bucket, key)) { Query = [new("uploads", "")] }, cancellation);
        return MultipartXml.ReadInitiated(answer.Text).UploadId;
    }

    /// <inheritdoc/>
    public Uri PresignPart(string region, string bucket, string key, string uploadId, int part, TimeSpan validity)
        => client.Presign(
            new("PUT", region, new(bucket, key)) { Query = [new("partNumber", part.ToString(CultureInfo.InvariantCulture)), new("uploadId", uploadId)] },
            validity);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<UploadPart>?> Parts(string region, string bucket, string key, string uploadId, CancellationToken cancellation)
    {
        var parts = new List<UploadPart>();
        try
        {
            for (int? marker = 0; marker is { } after;)
            {
                List<KeyValuePair<string, string>> query =
                    [new("uploadId", uploadId), new("max-parts", PageSize), new("part-number-marker", after.ToString(CultureInfo.InvariantCulture))];
                var page = MultipartXml.ReadParts((await client.Send(new("GET", region, new(bucket, key)) { Query = query }, cancellation)).Text);
                parts.AddRange(page.Parts.Select(part => new UploadPart(part.Number, part.ETag, part.Size)));
                marker = page.IsTruncated && page.NextPartNumberMarker > after ? page.NextPartNumberMarker : null;
            }

            return parts;
        }
        catch (FleetException missing) when (missing.Code == CloudErrors.NotFound.Id)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task CompleteUpload(
        string region, string bucket, string key, string uploadId, IReadOnlyList<UploadPart> parts, CancellationToken cancellation)
    {
        var body = MultipartXml.WriteComplete(parts.OrderBy(part => part.Number).Select(part => new Part { Number = part.Number, ETag = part.ETag }));
        try
        {
            await client.Send(
                new("POST", region, new(bucket, key)) { Query = [new("uploadId", uploadId)], Headers = [Xml], Body = Encoding.UTF8.GetBytes(body) },
                cancellation);
        }
        catch (FleetException gone) when (gone.CloudCode() == "NoSuchUpload")
        {
            // An answer that was lost: the upload has ended because an earlier try made the object.
            if ((await Find(region, bucket, key, cancellation))?.Bytes != parts.Sum(part => part.Bytes))
            {
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public Task AbortUpload(string region, string bucket, string key, string uploadId, CancellationToken cancellation)
        => Gone(new("DELETE", region, new(bucket, key)) { Query = [new("uploadId", uploadId)] }, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PendingUpload>> PendingUploads(string region, string bucket, string prefix, CancellationToken cancellation)
    {
        var uploads = new List<PendingUpload>();
        for ((string Key, string Id)? marker = ("", ""); marker is { } after;)
        {
            List<KeyValuePair<string, string>> query =
                [new("uploads", ""), new("encoding-type", "url"), new("max-uploads", PageSize), new("prefix", prefix)];
            if (after.Key.Length > 0)
            {
                query.Add(new("key-marker", after.Key));
                query.Add(new("upload-id-marker", after.Id));
            }

            var page = MultipartXml.ReadUploads((await client.Send(new("GET", region, new(bucket, "")) { Query = query }, cancellation)).Text);
            uploads.AddRange(page.Uploads.Select(upload => new PendingUpload(upload.Key, upload.UploadId)));
            marker = page.IsTruncated && page.NextKeyMarker.Length > 0 ? (page.NextKeyMarker, page.NextUploadIdMarker) : null;
        }

        return uploads;
    }
}
