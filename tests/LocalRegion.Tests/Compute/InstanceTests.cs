using System.Text;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.LocalRegion.Compute;
using FleetMigrator.LocalRegion.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FleetMigrator.LocalRegion.Tests.Compute;

/// <summary>Instances for real: they need root and the public image.</summary>
[Trait("Kind", "system")]
public sealed class InstanceTests
{
    private const string ImageId = "debian_12_x64_20G_alibase_20260101.vhd";
    private static readonly Dictionary<string, string> Tags = new(StringComparer.Ordinal) { ["job"] = "j-1" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_instance_runs_its_user_data_survives_a_restart_and_leaves_nothing_behind()
    {
        var archive = Path.ChangeExtension(await Machines.PublicImage.Folder(), ".tar");
        await using var lab = await RegionLab.Open(change: options => options with
        {
            Network = true,
            PublicImages = new Dictionary<string, string>(StringComparer.Ordinal) { [ImageId] = archive },
        });
        var cloud = lab.Cloud();
        var (vpc, place, group) = await Network(lab, cloud);
        var script = $$"""
            #!/bin/sh
            exec >/root/log 2>&1
            id=$(curl -s http://100.100.100.200/latest/meta-data/instance-id)
            echo "$id at $(curl -s http://100.100.100.200/latest/meta-data/eipv4)" | dd of=/dev/vdb conv=notrunc,fsync
            curl -s -o /dev/null -w 'region says %{http_code}' {{lab.Host.Endpoint}}
            """;
        var request = new RunInstanceRequest(
            RegionLab.Region, "cn-beijing-h", ImageId, "ecs.t6-c1m2.large", group, place, "No_Delete_SMC_Transition_Instance", 20,
            [new DataDiskRequest("SMC_Temp_Disk", 1)], script, 100, Tags, "run-1");
        var id = await cloud.Compute.RunInstance(request, Cancellation);
        Assert.Equal(id, await cloud.Compute.RunInstance(request, Cancellation));
        var running = await Running(cloud, id);
        Assert.StartsWith("198.18.", running.PublicAddress, StringComparison.Ordinal);
        Assert.Equal("10.80.1.1", running.PrivateAddress);

        var disk = (await cloud.Compute.DisksOf(RegionLab.Region, id, Cancellation)).Single(one => !one.IsSystem);
        Assert.Equal(("/dev/xvdb", 1, "In_use"), (disk.Device, disk.SizeGib, disk.Status));
        var said = $"{id} at {running.PublicAddress}";
        await Eventually.True("the user data wrote to the disk", () => Task.FromResult(Says(lab, disk.Id, said)));

        await lab.Restart();
        cloud = lab.Cloud();
        Assert.Equal(running.PublicAddress, (await Running(cloud, id)).PublicAddress);

        await cloud.Compute.DeleteInstance(RegionLab.Region, id, Cancellation);
        await Eventually.True("the instance is gone", async () => await cloud.Compute.FindInstance(RegionLab.Region, id, Cancellation) is null);
        await cloud.Compute.DeleteSecurityGroup(RegionLab.Region, group, Cancellation);
        await cloud.Networks.DeleteVSwitch(RegionLab.Region, place, Cancellation);
        await cloud.Networks.DeleteVpc(RegionLab.Region, vpc, Cancellation);
        await lab.Work.Idle();
        var host = lab.Host.Services.GetRequiredService<IInstanceHost>();
        Assert.Equal([host.Internet!.Bridge.Name], (await host.Existing()).Select(left => left.Name));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(lab.Options.Data, "disks")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(lab.Options.Data, "instances")));
    }

    private static async Task<(string Vpc, string Place, string Group)> Network(RegionLab lab, ICloud cloud)
    {
        var vpc = await cloud.Networks.CreateVpc(RegionLab.Region, "v", "10.80.0.0/16", Tags, "vpc-1", Cancellation);
        await lab.Work.Idle();
        var place = await cloud.Networks.CreateVSwitch(RegionLab.Region, vpc, "cn-beijing-h", "s", "10.80.1.0/24", Tags, "vsw-1", Cancellation);
        await lab.Work.Idle();
        var group = await cloud.Compute.CreateSecurityGroup(RegionLab.Region, vpc, "group", Tags, "sg-1", Cancellation);
        await cloud.Compute.AllowInbound(RegionLab.Region, group, [8080, 8703], "rule-1", Cancellation);
        (await lab.Caller.Rpc(WireProduct.Vpc, "DeleteVpc", ("VpcId", vpc))).Refused(400, "DependencyViolation.VSwitch");
        return (vpc, place, group);
    }

    private static Task<CloudInstance> Running(ICloud cloud, string id) => Eventually.Get("the instance runs", async () =>
        await cloud.Compute.FindInstance(RegionLab.Region, id, Cancellation) is { Status: "Running" } found ? found : null);

    private static bool Says(RegionLab lab, string disk, string text)
    {
        lab.Host.Services.GetRequiredService<IInstanceHost>().Flush(DataFolders.Disk(lab.Options.Data, disk));
        var start = new byte[text.Length];
        using var file = File.OpenHandle(DataFolders.Disk(lab.Options.Data, disk), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        RandomAccess.Read(file, start, 0);
        return Encoding.UTF8.GetString(start) == text;
    }
}
