using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.LocalRegion.Tests.Commands;

/// <summary>Cloud Assistant on real instances: they need root and the public image.</summary>
[Trait("Kind", "system")]
public sealed class CommandTests
{
    private const string ImageId = "debian_12_x64_20G_alibase_20260101.vhd";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_instance_is_found_by_each_condition_runs_a_script_and_is_ended_when_its_time_is_over()
    {
        var archive = Path.ChangeExtension(await Machines.PublicImage.Folder(), ".tar");
        await using var lab = await RegionLab.Open(change: options => options with
        {
            Network = true,
            PublicImages = new Dictionary<string, string>(StringComparer.Ordinal) { [ImageId] = archive },
        });
        var cloud = lab.Cloud();
        var tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["env"] = "prod" };
        var vpc = await cloud.Networks.CreateVpc(RegionLab.Region, "v", "10.81.0.0/16", tags, "vpc-1", Cancellation);
        await lab.Work.Idle();
        var place = await cloud.Networks.CreateVSwitch(RegionLab.Region, vpc, "cn-beijing-h", "s", "10.81.1.0/24", tags, "vsw-1", Cancellation);
        await lab.Work.Idle();
        var group = await cloud.Compute.CreateSecurityGroup(RegionLab.Region, vpc, "group", tags, "sg-1", Cancellation);
        var id = await cloud.Compute.RunInstance(
            new RunInstanceRequest(RegionLab.Region, "cn-beijing-h", ImageId, "ecs.t6-c1m2.large", group, place, "web-1", 20, [], "", 100, tags, "run-1"), Cancellation);
        await Eventually.True("the instance runs", async () => await cloud.Compute.FindInstance(RegionLab.Region, id, Cancellation) is { Status: "Running" });

        var servers = cloud.Servers;
        var found = Assert.Single(await servers.Find(RegionLab.Region, new ServerFilter { Name = "web-*" }, Cancellation));
        Assert.Equal(("prod", "linux"), (found.Tags["env"], found.OsType));
        ServerFilter[] filters = [new() { Ids = [id] }, new() { Addresses = [found.PrivateAddress!] }, new() { Addresses = [found.PublicAddress!] }, new() { Tags = tags }];
        foreach (var filter in filters)
        {
            Assert.Equal(id, Assert.Single(await servers.Find(RegionLab.Region, filter, Cancellation)).Id);
        }

        Assert.Empty(await servers.Find(RegionLab.Region, new ServerFilter { Ids = [id], Name = "db-*" }, Cancellation));
        Assert.Equal([id], await servers.Reachable(RegionLab.Region, [id], Cancellation));

        const string Script = "echo once >> /root/runs; hostname; cat /root/runs; echo trouble >&2; exit 3";
        var first = await servers.Run(RegionLab.Region, id, Script, TimeSpan.FromMinutes(1), "token-1", Cancellation);
        Assert.Equal(first, await servers.Run(RegionLab.Region, id, Script, TimeSpan.FromMinutes(1), "token-1", Cancellation));
        var ended = await Ended(servers, first, id);
        Assert.Equal(("Failed", 3, "ExitCodeNonzero"), (ended.Status, ended.ExitCode, ended.ErrorCode));
        Assert.EndsWith("\nonce\ntrouble\n", ended.Output, StringComparison.Ordinal);

        var slow = await servers.Run(RegionLab.Region, id, "sleep 300", TimeSpan.FromSeconds(10), "token-2", Cancellation);
        Assert.Equal("Timeout", (await Ended(servers, slow, id)).Status);
        Assert.Equal("Success", (await Ended(servers, await servers.Run(RegionLab.Region, id, "true", TimeSpan.FromMinutes(1), "token-3", Cancellation), id)).Status);

        var unknown = await Assert.ThrowsAsync<FleetException>(() => servers.Run(RegionLab.Region, "i-none", "true", TimeSpan.FromMinutes(1), "token-4", Cancellation));
        Assert.Equal("FM-4", unknown.Code[..4]);
        (await lab.Caller.Rpc(WireProduct.Ecs, "RunCommand", ("RegionId", RegionLab.Region), ("Type", "RunBatScript"), ("CommandContent", "dir"), ("InstanceId.1", id)))
            .Refused(403, "OperationDenied");
        await cloud.Compute.DeleteInstance(RegionLab.Region, id, Cancellation);
        await lab.Work.Idle();
    }

    private static Task<ServerCommand> Ended(ICloudServers servers, string invocation, string id) => Eventually.Get(
        "the command ends", async () => await servers.Result(RegionLab.Region, invocation, id, Cancellation) is { IsOpen: false } result ? result : null);
}
