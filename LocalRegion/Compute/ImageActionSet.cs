using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Images: the custom ones and the public ones from the command line.</summary>
internal sealed class ImageActionSet(RegionState state, ImageOrder order, ImageWriter writer, RegionOptions options) : IActionSet
{
    private const int MostPerPage = 100;

    public IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions =>
    [
        (EcsActions.CreateImage, order.Create),
        (EcsActions.DescribeImages, Describe),
        (EcsActions.DeleteImage, Delete),
    ];

    private JsonObject Describe(RpcCall call, Change change)
    {
        var region = call.Region;
        // Without this filter only available images are listed, which surprises everyone who polls a new one.
        var statuses = call.Parameters.CommaList("Status") is { Count: > 0 } given ? given : [nameof(ImageStatus.Available)];
        var owner = call.Given("ImageOwnerAlias")?.ToLowerInvariant();
        var windows = string.Equals(call.Given("OSType"), "windows", StringComparison.OrdinalIgnoreCase);
        var custom = state.Images.All
            .Where(image => image.Region == region
                && owner is null or "self"
                && statuses.Contains(image.Status.ToString(), StringComparer.OrdinalIgnoreCase)
                && (call.Given("SnapshotId") is not { } snapshot || image.Disks.Any(disk => disk.SnapshotId == snapshot))
                && (call.Given("ImageFamily") is not { } family || image.Family == family)
                && TagFilter.Matches(call, image.Tags))
            .Select(image => (image.Id, image.Name, image.Architecture, Position: $"1{image.Created:O}{image.Id}", Node: writer.Custom(image)));
        var plain = call.Parameters.Structs("Tag").Count == 0 && call.Given("SnapshotId") is null && call.Given("ImageFamily") is null;
        var open = options.PublicImages.Keys
            .Where(_ => plain && owner is null or "system" && statuses.Contains(nameof(ImageStatus.Available), StringComparer.OrdinalIgnoreCase))
            .Select(PublicImage.FromId)
            .Select(image => (image.Id, Name: image.Id, Architecture: "x86_64", Position: "0" + image.Id, Node: ImageWriter.Public(image)));
        var found = custom.Concat(open).Where(one => !windows
            && (call.Given("ImageId") is not { } id || one.Id == id)
            && (call.Given("ImageName") is not { } name || one.Name.Contains(name.Trim('*'), StringComparison.Ordinal))
            && (call.Given("Architecture") is not { } architecture || one.Architecture == architecture));
        var answer = Page<(string Id, string Name, string Architecture, string Position, JsonObject Node)>
            .Of(found, one => one.Position, call, MostPerPage)
            .Answer("Images", "Image", one => one.Node);
        answer["RegionId"] = region;
        return answer;
    }

    private JsonObject Delete(RpcCall call, Change change)
    {
        var region = call.Region;
        if (state.Images.Find(call.Parameters.Needed("ImageId")) is not { } image || image.Region != region)
        {
            return [];
        }

        if (state.Exports.All.Any(task => task.ImageId == image.Id && task.Status is ExportTaskStatus.Waiting or ExportTaskStatus.Processing))
        {
            throw EcsErrors.ImageExporting.Because();
        }

        change.Delete(state.Images, image.Id);
        return [];
    }
}
