using System.Globalization;
using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Options;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.Cloud.Protocol.Shapes.Ens;
using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.Cloud.Ens;

/// <summary>Images of the edge node service. Its calls take no token and its errors say little, so it is read before it is told anything.</summary>
internal sealed class EnsImages(OpenApiClient client, CloudOptions options) : IEdgeImages
{
    private const int PageSize = 50;
    private const int MostPages = 200;

    /// <inheritdoc/>
    public IReadOnlyList<string> ImportRegions { get; } = options.ImportRegions.Count > 0 ? [.. options.ImportRegions] : ["cn-beijing"];

    /// <inheritdoc/>
    public async Task<string> Import(EdgeImportRequest request, CancellationToken cancellation)
    {
        if (await FindByName(request.Name, cancellation) is { } there)
        {
            return there.Id;
        }

        var listed = options.ImportListRepeatsSystemDisk ? request.DataObjects.Prepend(request.SystemObject) : request.DataObjects;
        var disks = listed.Select(key => new ImportDisk { OSSRegion = request.Region, OSSBucket = request.Bucket, OSSObject = key }).ToList();
        var parameters = new ParameterWriter(EnsActions.ImportImage)
            .Set("ImageName", request.Name)
            .Set("ImageFormat", "qcow2")
            .Set("Architecture", "x86_64")
            .Set("OSType", "linux")
            .Set("ComputeType", "ens_vm")
            .Set("Platform", request.Platform)
            .Set("OSVersion", request.OsVersion)
            .Set("OSSRegion", request.Region)
            .Set("OSSBucket", request.Bucket)
            .Set("OSSObject", request.SystemObject)
            .Set("TargetOSSRegionId", request.TargetRegion);
        if (disks.Count > 0)
        {
            parameters.SetJson("DiskDeviceMapping", disks);
        }

        return (await client.Call<ImportImageResponse>(options.HomeRegion, parameters, cancellation)).ImageId;
    }

    /// <inheritdoc/>
    public async Task<EdgeImage?> Find(string imageId, CancellationToken cancellation)
        => (await List(new ParameterWriter(EnsActions.DescribeSelfImages).Set("ImageId", imageId), cancellation)).Find(image => image.Id == imageId);

    /// <inheritdoc/>
    public async Task<EdgeImage?> FindByName(string name, CancellationToken cancellation)
        => (await List(new ParameterWriter(EnsActions.DescribeSelfImages).Set("ImageName", name), cancellation)).Find(image => image.Name == name);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EdgeImage>> List(CancellationToken cancellation)
        => await List(new ParameterWriter(EnsActions.DescribeSelfImages), cancellation);

    /// <inheritdoc/>
    public async Task Delete(string imageId, CancellationToken cancellation)
    {
        // The answer for an unknown image is the same opaque code as for every other failure.
        if (await Find(imageId, cancellation) is not null)
        {
            await client.Call<EnsResponse>(options.HomeRegion, new ParameterWriter(EnsActions.DeleteImage).Set("ImageId", imageId), cancellation);
        }
    }

    /// <summary>The filters of this list match parts of names, and its page fields are texts, so it is paged here.</summary>
    private async Task<List<EdgeImage>> List(ParameterWriter filter, CancellationToken cancellation)
    {
        var all = new List<EdgeImage>();
        filter.Set("PageSize", PageSize);
        for (var page = 1; page <= MostPages; page++)
        {
            var answer = await client.Call<DescribeSelfImagesResponse>(options.HomeRegion, filter.Set("PageNumber", page), cancellation);
            all.AddRange(answer.Images.Select(image => new EdgeImage(image.ImageId, image.ImageName, image.Status ?? "", Gib(image.ImageSize))));
            if (answer.Images.Count < PageSize)
            {
                break;
            }
        }

        return all;
    }

    private static int Gib(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;
}
