using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.Cloud.Protocol.Shapes.Ecs;
using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.Cloud.Ecs;

/// <summary>Images.</summary>
internal sealed partial class EcsCompute
{
    /// <summary>Without this filter the list holds only what is available.</summary>
    private const string AnyStatus = "Creating,Waiting,Available,UnAvailable,CreateFailed";

    /// <inheritdoc/>
    public Task<IReadOnlyList<CloudImage>> PublicImages(string region, CancellationToken cancellation)
        => Images(
            region,
            In(EcsActions.DescribeImages, region).Set("ImageOwnerAlias", "system").Set("OSType", "linux").Set("Architecture", "x86_64").Set("Status", "Available"),
            cancellation);

    /// <inheritdoc/>
    public async Task<string> CreateImage(CreateImageRequest request, CancellationToken cancellation)
    {
        var disks = request.SnapshotIds.Select((snapshot, at) => new (string, string?)[]
        {
            ("SnapshotId", snapshot),
            ("Size", Number(request.SizesGib[at])),
            ("Device", $"/dev/xvd{(char)('a' + at)}"),
            ("DiskType", at == 0 ? "system" : "data"),
        });
        var parameters = In(EcsActions.CreateImage, request.Region)
            .SetStructs("DiskDeviceMapping", disks)
            .Set("ImageName", request.Name)
            .Set("Architecture", "x86_64")
            .Set("Platform", request.Platform)
            .Set("BootMode", request.BootMode)
            .SetTags(request.Tags)
            .Set("ClientToken", request.Token);
        return (await client.Call<CreateImageResponse>(request.Region, parameters, cancellation)).ImageId;
    }

    /// <inheritdoc/>
    public async Task<CloudImage?> FindImage(string region, string imageId, CancellationToken cancellation)
        => (await Images(region, In(EcsActions.DescribeImages, region).Set("ImageId", imageId).Set("Status", AnyStatus), cancellation))
            .FirstOrDefault(image => image.Id == imageId);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CloudImage>> FindImages(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
        => Images(region, In(EcsActions.DescribeImages, region).Set("ImageOwnerAlias", "self").Set("Status", AnyStatus).SetTags(tags), cancellation);

    /// <inheritdoc/>
    public Task DeleteImage(string region, string imageId, CancellationToken cancellation)
        => Gone(region, In(EcsActions.DeleteImage, region).Set("ImageId", imageId).Set("Force", true), cancellation);

    private async Task<IReadOnlyList<CloudImage>> Images(string region, ParameterWriter filter, CancellationToken cancellation)
    {
        var found = await client.Collect(region, filter, 100, (DescribeImagesResponse page) => page.Images, cancellation);
        return
        [
            .. found.Select(image => new CloudImage(image.ImageId, image.ImageName, image.Status, Percent(image.Progress), image.Platform ?? "", image.Size)),
        ];
    }
}
