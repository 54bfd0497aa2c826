using System.Diagnostics;
using System.Net;
using System.Text.Json;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.LocalRegion.Hosting;

namespace FleetMigrator.LocalRegion.Tests.Edge;

/// <summary>Edge instances for real: each is a QEMU process that boots a one-sector system from an imported image.</summary>
[Trait("Kind", "system")]
public sealed class EdgeInstanceTests
{
    private static readonly Dictionary<string, string> Tags = new(StringComparer.Ordinal) { ["job"] = "j-1" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_instance_boots_the_images_own_boot_sector_with_all_its_disks_and_goes_without_a_trace()
    {
        EdgeLab.SkipWithoutQemu();
        await using var lab = await RegionLab.Open();
        var image = await EdgeLab.Import(lab, "two-disks", BootSector.SystemDisk("hello from the system disk"), BootSector.DataDisk("hello from the data disk"));
        var edge = lab.Cloud().EdgeInstances;
        Assert.Contains(EdgeLab.Node, await edge.Nodes(Cancellation));
        Assert.Contains(new EdgeInstanceType(EdgeLab.Type, 1, 1), await edge.Types(Cancellation));

        var request = new EdgeInstanceRequest("from image", EdgeLab.Node, image, EdgeLab.Type, 1, Tags);
        var id = await edge.Create(request, Cancellation);
        Assert.Equal(id, await edge.Create(request, Cancellation));
        var said = await EdgeLab.Console(lab, id, "hello from the data disk");
        Assert.Contains("hello from the system disk", said, StringComparison.Ordinal);
        await EdgeLab.Status(lab, id, "Running");
        Assert.Equal(new EdgeInstance(id, "from image", "Running", EdgeLab.Node, image, EdgeLab.Type), Assert.Single(await edge.List(Cancellation)));
        var process = Assert.Single(EdgeLab.Processes(lab));

        (await lab.Caller.Rpc(WireProduct.Ens, "DeleteImage", ("ImageId", image))).Refused(400, "ens.interface.error");
        await edge.Release(id, Cancellation);
        await lab.Work.Idle();
        await edge.Release(id, Cancellation);
        Assert.Empty(await edge.List(Cancellation));
        Assert.False(Directory.Exists($"/proc/{process}"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(lab.Options.Data, "edge-instances")));
        (await lab.Caller.Rpc(WireProduct.Ens, "DeleteImage", ("ImageId", image))).Good();
    }

    [Fact]
    public async Task An_instance_writes_to_its_own_overlay_and_never_to_the_image()
    {
        EdgeLab.SkipWithoutQemu();
        await using var lab = await RegionLab.Open();
        var image = await EdgeLab.Import(lab, "shared", BootSector.SystemDisk("shared"));
        var stored = await File.ReadAllBytesAsync(Path.Combine(DataFolders.EdgeImage(lab.Options.Data, image), "disk-0.qcow2"), Cancellation);
        var reply = (await Run(lab, image, ("Amount", "2"), ("InstanceName", "pair"), ("UniqueSuffix", "True"), ("DataDisk", """[{"Size":3}]"""))).Good();
        var ids = reply.Body["InstanceIds"]!.AsArray().Select(id => id!.ToString()).ToList();
        Assert.Equal(2, ids.Count);
        foreach (var id in ids)
        {
            await EdgeLab.Console(lab, id, "shared");
            Assert.True(File.Exists(Path.Combine(DataFolders.EdgeInstance(lab.Options.Data, id), "disk-1.qcow2")), "the empty data disk");
        }

        await lab.Work.Idle();
        var listed = (await lab.Caller.Rpc(WireProduct.Ens, "DescribeInstances", ("Tags", """[{"Key":"job","Value":"j-1"}]"""), ("Status", "Running"))).Good();
        Assert.Equal(["pair001", "pair002"], listed.Body["Instances"]!["Instance"]!.AsArray().Select(item => item!["InstanceName"]!.ToString()).Order());
        Assert.Equal(stored, await File.ReadAllBytesAsync(Path.Combine(DataFolders.EdgeImage(lab.Options.Data, image), "disk-0.qcow2"), Cancellation));

        using var calls = JsonDocument.Parse(await lab.Http.GetStringAsync(new Uri(lab.Host.LocalEndpoint, "/_region/calls"), Cancellation));
        var created = calls.RootElement.EnumerateArray().Single(call => call.GetProperty("action").GetString() == "RunInstances").GetProperty("created");
        Assert.Equal(ids, created.EnumerateArray().Select(id => id.GetString()));
    }

    [Fact]
    public async Task Stop_start_and_reboot_are_taken_where_they_make_sense_and_bring_a_new_boot()
    {
        EdgeLab.SkipWithoutQemu();
        await using var lab = await RegionLab.Open();
        var id = await Started(lab, "moves");
        var first = Assert.Single(EdgeLab.Processes(lab));
        (await lab.Caller.Rpc(WireProduct.Ens, "StartInstance", ("InstanceId", id))).Refused(400, "ens.interface.error");
        (await lab.Caller.Rpc(WireProduct.Ens, "RebootInstance", ("InstanceId", id), ("ForceStop", "true"))).Good();
        await lab.Work.Idle();
        await EdgeLab.Status(lab, id, "Running");
        Assert.NotEqual(first, Assert.Single(EdgeLab.Processes(lab)));

        (await lab.Caller.Rpc(WireProduct.Ens, "StopInstance", ("InstanceId", id), ("ForceStop", "true"))).Good();
        await lab.Work.Idle();
        await EdgeLab.Status(lab, id, "Stopped");
        Assert.Empty(EdgeLab.Processes(lab));
        (await lab.Caller.Rpc(WireProduct.Ens, "StopInstance", ("InstanceId", id))).Refused(400, "ens.interface.error");
        (await lab.Caller.Rpc(WireProduct.Ens, "StartInstance", ("InstanceId", id))).Good();
        await EdgeLab.Status(lab, id, "Running");
        await EdgeLab.Console(lab, id, "moves");
    }

    [Fact]
    public async Task A_machine_that_ends_by_itself_is_found_stopped()
    {
        EdgeLab.SkipWithoutQemu();
        await using var lab = await RegionLab.Open();
        var id = await Started(lab, "ends");
        using var process = Process.GetProcessById(Assert.Single(EdgeLab.Processes(lab)));
        process.Kill();
        await EdgeLab.Status(lab, id, "Stopped");
    }

    [Fact]
    public async Task After_a_restart_of_the_region_an_instance_is_stopped_with_its_disks_and_can_be_started()
    {
        EdgeLab.SkipWithoutQemu();
        await using var lab = await RegionLab.Open();
        var id = await Started(lab, "restart");
        var process = Assert.Single(EdgeLab.Processes(lab));
        var disk = Path.Combine(DataFolders.EdgeInstance(lab.Options.Data, id), "disk-0.qcow2");
        await lab.Restart();
        Assert.False(Directory.Exists($"/proc/{process}"));
        Assert.True(File.Exists(disk));
        await EdgeLab.Status(lab, id, "Stopped");
        (await lab.Caller.Rpc(WireProduct.Ens, "StartInstance", ("InstanceId", id))).Good();
        await EdgeLab.Status(lab, id, "Running");
        await EdgeLab.Console(lab, id, "restart");
    }

    [Fact]
    public async Task A_machine_that_outlived_a_killed_region_is_ended_by_the_next_start()
    {
        EdgeLab.SkipWithoutQemu();
        await using var lab = await RegionLab.Open();
        var id = await Started(lab, "orphan");
        var folder = DataFolders.EdgeInstance(lab.Options.Data, id);
        Process? orphan = null;
        try
        {
            // The same program with the same file for its id is what a killed region leaves running.
            await lab.Restart(_ =>
            {
                orphan = Process.Start(
                    "qemu-system-x86_64", ["-accel", "tcg", "-S", "-display", "none", "-nic", "none", "-monitor", "none", "-serial", "none", "-daemonize", "-pidfile", Path.Combine(folder, "qemu.pid")]);
                orphan.WaitForExit(); // -daemonize: the parent ends once the child runs and has written its number.
            });
            Assert.Empty(EdgeLab.Processes(lab));
        }
        finally
        {
            orphan?.Dispose();
        }

        await EdgeLab.Status(lab, id, "Stopped");
    }

    [Fact]
    public async Task A_reset_ends_all_machines_and_forgets_them()
    {
        EdgeLab.SkipWithoutQemu();
        await using var lab = await RegionLab.Open();
        var id = await Started(lab, "reset");
        Assert.Contains(id, await Leftovers(lab), StringComparison.Ordinal);
        using var reset = await lab.Http.PostAsync(new Uri(lab.Host.LocalEndpoint, "/_region/reset"), null, Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
        Assert.Empty(EdgeLab.Processes(lab));
        Assert.DoesNotContain(id, await Leftovers(lab), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(lab.Options.Data, "edge-instances")));
    }

    [Fact]
    public async Task Without_qemu_there_are_no_instances_and_the_answer_says_why()
    {
        await using var lab = await RegionLab.Open(change: options => options with { Emulator = "qemu-system-none" });
        var reply = await Run(lab, "m-any");
        reply.Refused(403, "OperationDenied.NoStock");
        Assert.Contains("qemu-system-none is not installed", reply["Message"], StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<FleetException>(
            () => lab.Cloud().EdgeInstances.Create(new EdgeInstanceRequest("none", EdgeLab.Node, "m-any", EdgeLab.Type, 1, Tags), Cancellation));
        Assert.Equal("FM-4008", refused.Code);
    }

    [Theory]
    [InlineData("ImageId", "m-unknown", 400, "ens.interface.error")]
    [InlineData("InstanceType", "ens.sn9.huge", 400, "ens.interface.error")]
    [InlineData("EnsRegionId", "cn-nowhere", 400, "ens.interface.error")]
    [InlineData("ScheduleAreaLevel", "Big", 403, "OperationDenied.NoStock")]
    [InlineData("ScheduleAreaLevel", "Galaxy", 400, "InvalidParameter")]
    [InlineData("Amount", "0", 400, "InvalidParameter")]
    [InlineData("Amount", "101", 400, "InvalidParameter")]
    [InlineData("InstanceChargeType", "PrePaid", 403, "OperationDenied.NoStock")]
    [InlineData("PasswordInherit", "false", 400, "ens.interface.error")]
    [InlineData("UserData", "eA==", 400, "InvalidUserData.NotInWhiteList")]
    [InlineData("VSwitchId", "vsw-1", 404, "InvalidVSwitchId.NotFound")]
    [InlineData("SecurityId", "sg-1", 404, "InvalidSecurityGroupId.NotFound")]
    [InlineData("InternetMaxBandwidthOut", "1", 403, "OperationDenied.NoStock")]
    [InlineData("SystemDisk", """{"Size":0}""", 400, "ens.interface.error")]
    [InlineData("SystemDisk", "not json", 400, "InvalidParameter")]
    [InlineData("DataDisk", """[{"Category":"cloud_ssd"}]""", 400, "ens.interface.error")]
    public async Task What_the_service_would_refuse_or_the_region_has_not_is_refused(string parameter, string value, int status, string code)
    {
        EdgeLab.SkipWithoutQemu();
        await using var lab = await RegionLab.Open();
        var image = await EdgeLab.Import(lab, "refused", BootSector.SystemDisk("refused"));
        (await Run(lab, image, (parameter, value))).Refused(status, code);
        Assert.Empty(lab.State.EdgeInstances.All);
    }

    [Fact]
    public async Task An_image_that_is_not_available_starts_nothing()
    {
        EdgeLab.SkipWithoutQemu();
        await using var lab = await RegionLab.Open();
        var image = await EdgeLab.Import(lab, "not-qcow2", BootSector.SystemDisk("never"));
        lab.State.Write(change => change.Put(lab.State.EdgeImages, lab.State.EdgeImages.Find(image)! with { Status = LocalRegion.Edge.EdgeImageStatus.CreateFailed }));
        var reply = await Run(lab, image);
        reply.Refused(400, "ens.interface.error");
        Assert.Contains("CreateFailed", reply["Message"], StringComparison.Ordinal);
    }

    private static async Task<string> Started(RegionLab lab, string line)
    {
        var image = await EdgeLab.Import(lab, line, BootSector.SystemDisk(line));
        var id = await lab.Cloud().EdgeInstances.Create(new EdgeInstanceRequest(line, EdgeLab.Node, image, EdgeLab.Type, 1, Tags), Cancellation);
        await EdgeLab.Console(lab, id, line);
        await EdgeLab.Status(lab, id, "Running");
        return id;
    }

    private static Task<string> Leftovers(RegionLab lab) => lab.Http.GetStringAsync(new Uri(lab.Host.LocalEndpoint, "/_region/leftovers"), Cancellation);

    /// <summary>A good RunInstances, with these parameters changed or added.</summary>
    private static Task<RpcReply> Run(RegionLab lab, string image, params (string Name, string Value)[] changes)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["InstanceType"] = EdgeLab.Type,
            ["InstanceChargeType"] = "PostPaid",
            ["ImageId"] = image,
            ["ScheduleAreaLevel"] = "Region",
            ["EnsRegionId"] = EdgeLab.Node,
            ["PasswordInherit"] = "true",
            ["Tag.1.Key"] = "job",
            ["Tag.1.Value"] = "j-1",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return lab.Caller.Rpc(WireProduct.Ens, "RunInstances", [.. parameters.Select(pair => (pair.Key, pair.Value))]);
    }
}
