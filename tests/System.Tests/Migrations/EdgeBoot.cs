using FleetMigrator.Demo.Stage;
using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.System.Tests.Migrations;

/// <summary>What came of making an edge instance from a migrated image, through the product's own port.</summary>
/// <param name="Listed">The image, as it was listed before.</param>
/// <param name="Instance">The instance when its kernel had spoken.</param>
/// <param name="Console">What its serial console said until then.</param>
internal sealed record EdgeBoot(EdgeImage Listed, EdgeInstance Instance, string Console)
{
    // A kernel's first line on its console. It comes after the boot loader has found kernel and initial file system by itself.
    private const string FirstLine = "Linux version";
    private const string Node = "cn-beijing-telecom";
    private const string Type = "ens.sn1.tiny";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    public static async Task<EdgeBoot> Run(ICloud cloud, RegionReady region, string imageId, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        var listed = (await cloud.EdgeImages.List(limit.Token)).Single(image => image.Id == imageId);
        var id = await cloud.EdgeInstances.Create(
            new EdgeInstanceRequest($"from-{imageId}", Node, imageId, Type, listed.SizeGib, new Dictionary<string, string>()), limit.Token);
        using var http = new HttpClient { BaseAddress = new Uri(region.Local) };
        var console = await Awaiting.Until(
            $"'{FirstLine}' on the console of {id}",
            async () => await http.GetStringAsync($"/_region/edge-instances/{id}/console", limit.Token) is var text && text.Contains(FirstLine, StringComparison.Ordinal) ? text : null,
            limit.Token);
        var running = await Awaiting.Until(
            $"{id} to run", async () => await cloud.EdgeInstances.Find(id, limit.Token) is { Status: "Running" } found ? found : null, limit.Token);
        await cloud.EdgeInstances.Release(id, limit.Token);
        await Awaiting.Until($"{id} to be gone", async () => await cloud.EdgeInstances.Find(id, limit.Token) is null ? "gone" : null, limit.Token);
        return new EdgeBoot(listed, running, console);
    }
}
