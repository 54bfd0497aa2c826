using System.Globalization;
using System.Text;
using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Options;
using FleetMigrator.Cloud.Protocol.Shapes.Oss;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Cloud.Oss;

/// <summary>Buckets and objects over OSS.</summary>
internal sealed partial class OssBuckets(OssClient client, CloudOptions options) : IBuckets
{
    private const string PageSize = "1000";

    /// <inheritdoc/>
    public async Task<string?> RegionOf(string bucket, CancellationToken cancellation)
    {
        // The list is the only call that answers for every region from one place, and it tells foreign buckets from missing ones.
        var all = await ListAll(options.HomeRegion, bucket, cancellation);
        return all.Find(found => found.Name == bucket)?.Region;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> List(string region, CancellationToken cancellation)
        => [.. (await ListAll(region, "", cancellation)).Where(bucket => bucket.Region == region).Select(bucket => bucket.Name)];

    /// <inheritdoc/>
    public async Task Create(string region, string bucket, CancellationToken cancellation)
    {
        try
        {
            var body = Encoding.UTF8.GetBytes(BucketXml.WriteConfiguration("Standard"));
            await client.Send(new("PUT", region, new(bucket, "")) { Headers = [Xml], Body = body }, cancellation);
        }
        catch (FleetException taken) when (taken.CloudCode() == "BucketAlreadyExists")
        {
            if (await RegionOf(bucket, cancellation) != region)
            {
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public Task DeleteBucket(string region, string bucket, CancellationToken cancellation)
        => Gone(new("DELETE", region, new(bucket, "")), cancellation);

    /// <inheritdoc/>
    public Task Upload(string region, string bucket, string key, string path, CancellationToken cancellation)
        => new OssUpload(client, this).Run(region, bucket, key, path, cancellation);

    /// <inheritdoc/>
    public async Task<BucketObject?> Find(string region, string bucket, string key, CancellationToken cancellation)
    {
        try
        {
            var head = await client.Send(new("HEAD", region, new(bucket, key)), cancellation);
            return new(key, long.Parse(head.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture), (head.Header("ETag") ?? "").Trim('"'));
        }
        catch (FleetException missing) when (missing.Code == CloudErrors.NotFound.Id)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BucketObject>> ListObjects(string region, string bucket, string prefix, CancellationToken cancellation)
    {
        var objects = new List<BucketObject>();
        for (string? token = ""; token is not null;)
        {
            List<KeyValuePair<string, string>> query = [new("list-type", "2"), new("encoding-type", "url"), new("max-keys", PageSize), new("prefix", prefix)];
            if (token.Length > 0)
            {
                query.Add(new("continuation-token", token));
            }

            var page = ObjectXml.ReadList((await client.Send(new("GET", region, new(bucket, "")) { Query = query }, cancellation)).Text);
            objects.AddRange(page.Objects.Select(found => new BucketObject(found.Key, found.Size, found.ETag)));
            token = page.IsTruncated && page.NextContinuationToken.Length > 0 ? page.NextContinuationToken : null;
        }

        return objects;
    }

    /// <inheritdoc/>
    public Task Delete(string region, string bucket, string key, CancellationToken cancellation)
        => Gone(new("DELETE", region, new(bucket, key)), cancellation);

    /// <inheritdoc/>
    public Uri PresignGet(string region, string bucket, string key, TimeSpan validity)
        => client.Presign(new("GET", region, new(bucket, key)), validity);

    private static KeyValuePair<string, string> Xml => new("Content-Type", "application/xml");

    private async Task<List<Bucket>> ListAll(string region, string prefix, CancellationToken cancellation)
    {
        var buckets = new List<Bucket>();
        for (string? marker = ""; marker is not null;)
        {
            List<KeyValuePair<string, string>> query = [new("max-keys", PageSize)];
            if (prefix.Length > 0)
            {
                query.Add(new("prefix", prefix));
            }

            if (marker.Length > 0)
            {
                query.Add(new("marker", marker));
            }

            var page = BucketXml.ReadList((await client.Send(new("GET", region, OssResource.Service) { Query = query }, cancellation)).Text);
            buckets.AddRange(page.Buckets);
            marker = page.IsTruncated && page.NextMarker.Length > 0 ? page.NextMarker : null;
        }

        return buckets;
    }

    private async Task Gone(OssCall call, CancellationToken cancellation)
    {
        try
        {
            await client.Send(call, cancellation);
        }
        catch (FleetException missing) when (missing.Code == CloudErrors.NotFound.Id)
        {
            // Already gone is what was wanted.
        }
    }
}
