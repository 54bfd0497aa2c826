using FleetMigrator.Cloud.Tests.Calls;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using static FleetMigrator.Cloud.Tests.Calls.FakeCloud;

namespace FleetMigrator.Cloud.Tests.Ports;

/// <summary>The ports' behaviour beyond one call. The fake verifies each request's signature and holds it against the table of actions.</summary>
public sealed class PortTests
{
    private const string Region = "cn-beijing";
    private static readonly Dictionary<string, string> Tags = new() { ["fleet-job"] = "j-1" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_of_the_ports_is_signed_well_and_known_to_the_table()
    {
        using var fake = new FakeCloud(_ => Json("""{"RequestId":"R","InstanceIdSets":{"InstanceIdSet":["i-1"]},"InstanceIds":["i-1"]}"""));
        var (compute, networks, edge) = (fake.Cloud.Compute, fake.Cloud.Networks, fake.Cloud.EdgeImages);
        await compute.Regions(Cancellation);
        await compute.Offers(Region, Cancellation);
        await compute.PublicImages(Region, Cancellation);
        await compute.RunInstance(new(Region, "z", "m", "t", "sg", "vsw", "name", 20, [new("data", 5)], "x y+z/ä", 5, Tags, "t", "rg-1"), Cancellation);
        await compute.FindInstance(Region, "i-1", Cancellation);
        await compute.FindInstances(Region, Tags, Cancellation);
        await compute.DeleteInstance(Region, "i-1", Cancellation);
        await compute.DisksOf(Region, "i-1", Cancellation);
        await compute.FindDisks(Region, Tags, Cancellation);
        await compute.DeleteDisk(Region, "d-1", Cancellation);
        await compute.CreateSnapshot(Region, "d-1", "snap", Tags, "t", Cancellation);
        await compute.FindSnapshots(Region, ["s-1"], Cancellation);
        await compute.FindSnapshots(Region, Tags, Cancellation);
        await compute.DeleteSnapshot(Region, "s-1", Cancellation);
        await compute.CreateImage(new(Region, "image", ["s-1", "s-2"], [20, 30], "Debian", "BIOS", Tags, "t"), Cancellation);
        await compute.FindImage(Region, "m-1", Cancellation);
        await compute.FindImages(Region, Tags, Cancellation);
        await compute.DeleteImage(Region, "m-1", Cancellation);
        await compute.ExportImage(Region, "m-1", "transit", "j1", Cancellation);
        await compute.ExportState(Region, "t-1", Cancellation);
        await compute.CancelExport(Region, "t-1", Cancellation);
        await compute.CreateSecurityGroup(Region, "vpc-1", "group", Tags, "t", Cancellation);
        await compute.AllowInbound(Region, "sg-1", [8080, 8703], "t", Cancellation);
        await compute.FindSecurityGroups(Region, Tags, Cancellation);
        await compute.DeleteSecurityGroup(Region, "sg-1", Cancellation);
        await networks.CreateVpc(Region, "vpc", "10.0.0.0/16", Tags, "t", Cancellation);
        await networks.VpcStatus(Region, "vpc-1", Cancellation);
        await networks.FindVpcs(Region, Tags, Cancellation);
        await networks.DeleteVpc(Region, "vpc-1", Cancellation);
        await networks.CreateVSwitch(Region, "vpc-1", "z", "switch", "10.0.0.0/24", Tags, "t", Cancellation);
        await networks.FindVSwitch(Region, "vsw-1", Cancellation);
        await networks.FindVSwitches(Region, Tags, Cancellation);
        await networks.DeleteVSwitch(Region, "vsw-1", Cancellation);
        await edge.Import(new("edge", Region, "transit", "sys.qcow2", ["data.qcow2"], Region, "debian", "12"), Cancellation);
        await edge.List(Cancellation);
        await edge.Find("m-1", Cancellation);
        var instances = fake.Cloud.EdgeInstances;
        await instances.Create(new("edge", "cn-beijing-cmcc", "m-1", "ens.sn1.small", 20, Tags), Cancellation);
        await instances.Nodes(Cancellation);
        await instances.Types(Cancellation);
        await instances.Find("i-1", Cancellation);
        await instances.List(Cancellation);
        await instances.Release("i-1", Cancellation);

        var import = Assert.Single(fake.Requests, request => request.Action == "ImportImage").Parameters!;
        Assert.Equal("""[{"OSSRegion":"cn-beijing","OSSBucket":"transit","OSSObject":"data.qcow2"}]""", import.Text("DiskDeviceMapping"));
        var run = Assert.Single(fake.Requests, request => request.Action == "RunInstances" && request.Parameters!.Text("InstanceName") == "edge").Parameters!;
        Assert.Equal("""{"Size":20}""", run.Text("SystemDisk"));
        var image = Assert.Single(fake.Requests, request => request.Action == "CreateImage").Parameters!.Structs("DiskDeviceMapping");
        Assert.Equal(["/dev/xvda system", "/dev/xvdb data"], image.Select(disk => $"{disk.Text("Device")} {disk.Text("DiskType")}"));
    }

    [Fact]
    public async Task A_running_export_of_the_image_is_returned_instead_of_a_second_one()
    {
        using var fake = new FakeCloud(_ => Json("""{"TotalCount":1,"TaskSet":{"Task":[{"TaskId":"t-7","TaskStatus":"Processing"}]}}"""));
        Assert.Equal("t-7", await fake.Cloud.Compute.ExportImage(Region, "m-1", "transit", "j1", Cancellation));
        Assert.DoesNotContain(fake.Requests, request => request.Action == "ExportImage");
    }

    [Fact]
    public async Task A_finished_export_to_another_prefix_does_not_count()
    {
        using var fake = new FakeCloud(request => Json(request.Action switch
        {
            "DescribeTasks" => """{"TotalCount":1,"TaskSet":{"Task":[{"TaskId":"t-7","TaskStatus":"Finished"}]}}""",
            "DescribeTaskAttribute" => Finished("old"),
            _ => """{"TaskId":"t-8"}""",
        }));
        Assert.Equal("t-8", await fake.Cloud.Compute.ExportImage(Region, "m-1", "transit", "j1", Cancellation));
        Assert.Equal("t-7", await fake.Cloud.Compute.ExportImage(Region, "m-1", "transit", "old", Cancellation));
    }

    [Fact]
    public async Task The_objects_of_an_export_come_from_the_task_system_disk_first()
    {
        using var fake = new FakeCloud(_ => Json(Finished("j1")));
        var state = await fake.Cloud.Compute.ExportState(Region, "t-7", Cancellation);
        Assert.Equal(100, state.Percent);
        Assert.Equal(["j1_m-1_system.raw.tar.gz", "j1_m-1_data_xvdb.raw.tar.gz", "j1_m-1_data_xvdc.raw.tar.gz"], state.Objects);
        Assert.Null(state.Error);
    }

    [Fact]
    public async Task An_edge_image_of_this_name_is_returned_instead_of_a_second_one()
    {
        using var fake = new FakeCloud(_ => Json("""{"Code":0,"Images":{"Image":[{"ImageId":"m-a","ImageName":"edge-2"},{"ImageId":"m-b","ImageName":"edge","Status":"Creating"}]}}"""));
        Assert.Equal("m-b", await fake.Cloud.EdgeImages.Import(new("edge", Region, "b", "s", [], Region, "debian", "12"), Cancellation));
        Assert.DoesNotContain(fake.Requests, request => request.Action == "ImportImage");
    }

    [Fact]
    public async Task An_edge_instance_is_created_once_and_found_by_its_very_name()
    {
        using var fake = new FakeCloud(request => Json(request.Action == "RunInstances"
            ? """{"InstanceIds":["i-new"],"OrderId":"1"}"""
            : """{"Code":0,"TotalCount":1,"Instances":{"Instance":[{"InstanceId":"i-a","InstanceName":"edge","Status":"Running","EnsRegionId":"cn-beijing-cmcc","ImageId":"m-1","SpecName":"ens.sn1.small","DataDisk":{"DataDisk":[]}}]}}"""));
        var request = new EdgeInstanceRequest("edge", "cn-beijing-cmcc", "m-1", "ens.sn1.small", 20, Tags);
        Assert.Equal("i-a", await fake.Cloud.EdgeInstances.Create(request, Cancellation));
        Assert.DoesNotContain(fake.Requests, seen => seen.Action == "RunInstances");
        Assert.Equal("i-new", await fake.Cloud.EdgeInstances.Create(request with { Name = "edg" }, Cancellation));
        Assert.Equal(
            new EdgeInstance("i-a", "edge", "Running", "cn-beijing-cmcc", "m-1", "ens.sn1.small"),
            Assert.Single(await fake.Cloud.EdgeInstances.List(Cancellation)));
    }

    [Fact]
    public async Task What_is_already_gone_is_deleted()
    {
        using var fake = new FakeCloud(_ => Error(404, "InvalidInstanceId.NotFound"));
        await fake.Cloud.Compute.DeleteInstance(Region, "i-1", Cancellation);
        Assert.Single(fake.Requests);
    }

    [Fact]
    public async Task A_group_in_use_is_busy_and_left_to_the_caller()
    {
        using var fake = new FakeCloud(_ => Error(403, "DependencyViolation"));
        var busy = await Assert.ThrowsAsync<FleetException>(() => fake.Cloud.Compute.DeleteSecurityGroup(Region, "sg-1", Cancellation));
        Assert.Equal(("FM-4010", Cure.Wait), (busy.Code, busy.Fault.Cure));
        Assert.Single(fake.Requests);
    }

    [Fact]
    public async Task Lists_are_collected_over_all_pages()
    {
        using var fake = new FakeCloud(request => Json(request.Parameters!.Text("NextToken") switch
        {
            null => """{"NextToken":"2","Instances":{"Instance":[{"InstanceId":"i-1"}]}}""",
            "2" => """{"NextToken":"","Instances":{"Instance":[{"InstanceId":"i-2","PublicIpAddress":{"IpAddress":["198.18.0.7"]}}]}}""",
            _ => throw new InvalidOperationException("There are two pages."),
        }));
        var found = await fake.Cloud.Compute.FindInstances(Region, Tags, Cancellation);
        Assert.Equal(["i-1", "i-2"], found.Select(instance => instance.Id));
        Assert.Equal("198.18.0.7", found[1].PublicAddress);
    }

    [Fact]
    public async Task Stock_is_told_zone_by_zone_and_without_what_is_sold_out()
    {
        using var fake = new FakeCloud(request => Json(request.Action == "DescribeInstanceTypes"
            ? """{"InstanceTypes":{"InstanceType":[{"InstanceTypeId":"ecs.a","CpuCoreCount":2,"MemorySize":4.0},{"InstanceTypeId":"ecs.b","CpuCoreCount":4,"MemorySize":8.0}]}}"""
            : """
              {"AvailableZones":{"AvailableZone":[{"ZoneId":"z1","Status":"Available","AvailableResources":{"AvailableResource":[{"Type":"InstanceType","SupportedResources":
              {"SupportedResource":[{"Value":"ecs.a","Status":"Available","StatusCategory":"WithStock"},{"Value":"ecs.b","Status":"SoldOut","StatusCategory":"WithoutStock"},
              {"Value":"ecs.arm","Status":"Available","StatusCategory":"WithStock"}]}}]}}]}}
              """));
        Assert.Equal([new InstanceOffer("z1", "ecs.a", 2, 4)], await fake.Cloud.Compute.Offers(Region, Cancellation));
    }

    private static string Finished(string prefix) => """
        {"TaskStatus":"Finished","TaskProcess":"100%","OperationProgressSet":{"OperationProgress":[
        {"OperationStatus":"Success","RelatedItemSet":{"RelatedItem":[{"Name":"OSSBucket","Value":"transit"},{"Name":"OSSObject","Value":"PREFIX_m-1_data_xvdc.raw.tar.gz"}]}},
        {"OperationStatus":"Success","RelatedItemSet":{"RelatedItem":[{"Name":"OSSBucket","Value":"transit"},{"Name":"OSSObject","Value":"PREFIX_m-1_system.raw.tar.gz"}]}},
        {"OperationStatus":"Success","RelatedItemSet":{"RelatedItem":[{"Name":"OSSBucket","Value":"transit"},{"Name":"OSSObject","Value":"PREFIX_m-1_data_xvdb.raw.tar.gz"}]}}]}}
        """.Replace("PREFIX", prefix, StringComparison.Ordinal);
}
