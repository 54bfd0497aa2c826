using FleetMigrator.Demo.Api;
using FleetMigrator.Demo.Stage;
using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.System.Tests.Migrations;

/// <summary>What came of importing an instance of the cloud by its tag, without anybody touching it.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Imported">How it stands in the import.</param>
/// <param name="Source">The source server that it became.</param>
internal sealed record ConsoleImport(string InstanceId, ImportedItem Imported, SourceInfo Source)
{
    private const string Region = FirstMigration.Region;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly Dictionary<string, string> Tags = new(StringComparer.Ordinal) { ["team"] = "shop" };

    public static async Task<ConsoleImport> Run(ICloud cloud, FleetClient fleet, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        var offer = (await cloud.Compute.Offers(Region, limit.Token))[0];
        var vpc = await cloud.Networks.CreateVpc(Region, "shop", "10.90.0.0/16", Tags, "shop-vpc", limit.Token);
        await Awaiting.Until("the VPC", async () => await cloud.Networks.VpcStatus(Region, vpc, limit.Token) == "Available" ? vpc : null, limit.Token);
        var place = await cloud.Networks.CreateVSwitch(Region, vpc, offer.Zone, "shop", "10.90.1.0/24", Tags, "shop-vswitch", limit.Token);
        await Awaiting.Until("the vSwitch", async () => await cloud.Networks.FindVSwitch(Region, place, limit.Token) is { Status: "Available" } found ? found : null, limit.Token);
        var group = await cloud.Compute.CreateSecurityGroup(Region, vpc, "shop", Tags, "shop-group", limit.Token);
        var id = await cloud.Compute.RunInstance(
            new RunInstanceRequest(Region, offer.Zone, Stage.PublicImage, offer.Type, group, place, "shop-1", 20, [], "", 100, Tags, "shop-run"), limit.Token);
        await Awaiting.Until("the instance", async () => await cloud.Compute.FindInstance(Region, id, limit.Token) is { Status: "Running" } found ? found : null, limit.Token);

        var import = await fleet.Import(new { region = Region, filter = new { tags = Tags } }, limit.Token);
        await Awaiting.Until("the import's end", async () => await fleet.ImportOf(import.Id, limit.Token) is { EndedAt: not null } ended ? ended : null, limit.Token);
        var item = (await fleet.ImportedItems(import.Id, limit.Token)).Items.Single();
        var sourceId = item.SourceId ?? throw new InvalidOperationException($"{item.State}: {item.Text}");
        var source = await Awaiting.Until(
            "the server to be online", async () => await fleet.Source(sourceId, limit.Token) is { State: "Online" } online ? online : null, limit.Token);

        await cloud.Compute.DeleteInstance(Region, id, limit.Token);
        await Awaiting.Until("the instance's end", async () => await cloud.Compute.FindInstance(Region, id, limit.Token) is null ? id : null, limit.Token);
        await cloud.Compute.DeleteSecurityGroup(Region, group, limit.Token);
        await cloud.Networks.DeleteVSwitch(Region, place, limit.Token);
        await Awaiting.Until("the vSwitch's end", async () => await cloud.Networks.FindVSwitch(Region, place, limit.Token) is null ? place : null, limit.Token);
        await cloud.Networks.DeleteVpc(Region, vpc, limit.Token);
        return new ConsoleImport(id, item, source);
    }
}
