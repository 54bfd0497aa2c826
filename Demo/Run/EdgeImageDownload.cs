using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Hosting;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.Cloud.Protocol.Shapes.Ens;
using FleetMigrator.Demo.Stage;
using FleetMigrator.Grains.Interfaces.Clouds;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FleetMigrator.Demo.Run;

/// <summary>Fetches an ENS image's bytes through the region's own API: exported to the bucket, downloaded, deleted there again.</summary>
internal sealed class EdgeImageDownload(RegionReady region, string bucketRegion, string bucket) : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private readonly ServiceProvider _services = new ServiceCollection()
        .AddCloud(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cloud:Endpoint"] = region.Endpoint,
            ["Cloud:AccessKeyId"] = region.Credentials.AccessKeyId,
            ["Cloud:AccessKeySecret"] = region.Credentials.AccessKeySecret,
        }).Build())
        .AddLogging()
        .BuildServiceProvider();

    /// <summary>The cloud as the product sees it.</summary>
    public ICloud Cloud => _services.GetRequiredService<IClouds>().For("default");

    /// <summary>qcow2 files, the system disk first.</summary>
    public async Task<IReadOnlyList<string>> Fetch(string imageId, string folder, CancellationToken cancellation)
    {
        const string Prefix = "demo";
        var client = _services.GetRequiredService<OpenApiClient>();
        await client.Call<ExportEnsImageResponse>(
            bucketRegion,
            new ParameterWriter(EnsActions.ExportImage).Set("ImageId", imageId).Set("OSSBucket", bucket).Set("OSSRegionId", bucketRegion).Set("OSSPrefix", Prefix),
            cancellation);
        string state;
        while ((state = await Status(client, imageId, cancellation)) != "Exported")
        {
            if (state == "ExportError")
            {
                throw new DemoException($"the region could not export the image {imageId}", "Look at the region's log.");
            }

            await Task.Delay(Poll, cancellation);
        }

        var files = new List<string>();
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };

        // "…_system.qcow2" comes first, then "…_data_*.qcow2" in their order.
        var objects = await Cloud.Buckets.ListObjects(bucketRegion, bucket, $"{Prefix}_{imageId}_", cancellation);
        foreach (var item in objects.OrderBy(item => !item.Key.Contains("_system", StringComparison.Ordinal)).ThenBy(item => item.Key, StringComparer.Ordinal))
        {
            var file = Path.Combine(folder, Path.GetFileName(item.Key));
            await using (var target = File.Create(file))
            await using (var source = await http.GetStreamAsync(Cloud.Buckets.PresignGet(bucketRegion, bucket, item.Key, TimeSpan.FromHours(1)), cancellation))
            {
                await source.CopyToAsync(target, cancellation);
            }

            await Cloud.Buckets.Delete(bucketRegion, bucket, item.Key, cancellation);
            files.Add(file);
        }

        return files;
    }

    private async Task<string> Status(OpenApiClient client, string imageId, CancellationToken cancellation)
        => (await client.Call<DescribeExportImageStatusResponse>(
            bucketRegion, new ParameterWriter(EnsActions.DescribeExportImageStatus).Set("ImageId", imageId), cancellation)).ImageExportStatus;

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
