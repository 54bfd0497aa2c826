using System.Diagnostics;
using FleetMigrator.Cloud.Calls;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Cloud.Tests.Contract;

/// <summary>The ports against a region that answers the wire by itself: what one side misreads, the other refuses.</summary>
[Trait("Kind", "system")]
public sealed class RegionContractTests(RegionProcess region) : IClassFixture<RegionProcess>
{
    private const string Region = "cn-beijing";
    private static readonly HttpClient Anyone = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IBuckets Buckets => region.Cloud.Buckets;

    [Fact]
    public async Task A_bucket_is_found_in_its_region_only_and_made_only_once()
    {
        Assert.Equal(Region, await Buckets.RegionOf("transit", Cancellation));
        Assert.Null(await Buckets.RegionOf("no-such-bucket", Cancellation));
        await Buckets.Create(Region, "made-twice", Cancellation);
        await Buckets.Create(Region, "made-twice", Cancellation);
        var elsewhere = await Assert.ThrowsAsync<FleetException>(() => Buckets.Create("cn-hangzhou", "made-twice", Cancellation));
        Assert.Equal("BucketAlreadyExists", elsewhere.CloudCode());
        await Buckets.DeleteBucket(Region, "made-twice", Cancellation);
        await Buckets.DeleteBucket(Region, "made-twice", Cancellation);
        Assert.DoesNotContain("made-twice", await Buckets.List(Region, Cancellation));
    }

    [Fact]
    public async Task The_role_for_exports_is_told_to_exist_to_be_missing_or_not_to_be_shown()
    {
        var roles = region.Cloud.Roles;
        Assert.True(await roles.Exists(IRoles.ImageExport, Cancellation));
        Assert.False(await roles.Exists("NoSuchRole", Cancellation));
        await region.Order(new { action = "GetRole", count = 1, code = "NoPermission", httpStatus = 403 });
        Assert.Null(await roles.Exists(IRoles.ImageExport, Cancellation));
        await region.Order();
    }

    [Fact]
    public async Task A_file_goes_up_in_parts_through_failures_and_comes_back_by_a_presigned_address()
    {
        const string Key = "up/läse +mich.bin";
        await region.Order(
            new { action = "UploadPart", count = 2, code = "ServiceUnavailable", httpStatus = 503 },
            new { action = "CompleteMultipartUpload", count = 1, code = "ConnectionReset", afterEffect = true });
        var path = Path.GetTempFileName();
        try
        {
            var bytes = new byte[(16 * 1024 * 1024) + 12345];
            new Random(3).NextBytes(bytes);
            await File.WriteAllBytesAsync(path, bytes, Cancellation);
            await Buckets.Upload(Region, "transit", Key, path, Cancellation);

            Assert.Equal(bytes.Length, (await Buckets.Find(Region, "transit", Key, Cancellation))?.Bytes);
            var back = await Anyone.GetByteArrayAsync(Buckets.PresignGet(Region, "transit", Key, TimeSpan.FromMinutes(1)), Cancellation);
            Assert.True(bytes.AsSpan().SequenceEqual(back));
            Assert.Empty(await Buckets.PendingUploads(Region, "transit", "up/", Cancellation));
        }
        finally
        {
            File.Delete(path);
            await Buckets.Delete(Region, "transit", Key, Cancellation);
            await region.Order();
        }

        Assert.Null(await Buckets.Find(Region, "transit", Key, Cancellation));
    }

    [Fact]
    public async Task Parts_go_up_by_presigned_addresses_without_a_key()
    {
        var id = await Buckets.BeginUpload(Region, "transit", "parts/p", Cancellation);
        foreach (var (number, size) in new[] { (1, 100 * 1024), (2, 7) })
        {
            var address = Buckets.PresignPart(Region, "transit", "parts/p", id, number, TimeSpan.FromMinutes(1));
            using var answer = await Anyone.PutAsync(address, new ByteArrayContent(new byte[size]), Cancellation);
            answer.EnsureSuccessStatusCode();
        }

        var parts = await Buckets.Parts(Region, "transit", "parts/p", id, Cancellation);
        Assert.Equal([(1, 102400L), (2, 7L)], parts!.Select(part => (part.Number, part.Bytes)));
        Assert.Equal(new PendingUpload("parts/p", id), Assert.Single(await Buckets.PendingUploads(Region, "transit", "parts/", Cancellation)));
        await Buckets.CompleteUpload(Region, "transit", "parts/p", id, parts!, Cancellation);
        Assert.Null(await Buckets.Parts(Region, "transit", "parts/p", id, Cancellation));
        Assert.Equal(102407, Assert.Single(await Buckets.ListObjects(Region, "transit", "parts/", Cancellation)).Bytes);
        await Buckets.AbortUpload(Region, "transit", "parts/p", id, Cancellation);
        await Buckets.Delete(Region, "transit", "parts/p", Cancellation);
    }

    [Fact]
    public async Task A_network_is_made_once_though_an_answer_was_lost_and_is_gone_in_the_end()
    {
        var (networks, compute) = (region.Cloud.Networks, region.Cloud.Compute);
        var tags = new Dictionary<string, string> { ["fleet-job"] = "j-network" };
        await region.Order(
            new { action = "CreateVpc", count = 1, code = "ConnectionReset", afterEffect = true },
            new { action = "CreateVSwitch", count = 1, code = "Throttling.User", httpStatus = 400 });
        var vpc = await networks.CreateVpc(Region, "fleet", "10.0.0.0/16", tags, "token-vpc", Cancellation);
        Assert.Equal([vpc], await networks.FindVpcs(Region, tags, Cancellation));
        await Until("VPC", "Available", () => networks.VpcStatus(Region, vpc, Cancellation));

        var zone = (await compute.Offers(Region, Cancellation))[0].Zone;
        var vSwitch = await networks.CreateVSwitch(Region, vpc, zone, "fleet", "10.0.1.0/24", tags, "token-vsw", Cancellation);
        await Until("vSwitch", "Available", async () => (await networks.FindVSwitch(Region, vSwitch, Cancellation))?.Status);
        var group = await compute.CreateSecurityGroup(Region, vpc, "fleet", tags, "token-sg", Cancellation);
        Assert.Equal(group, await compute.CreateSecurityGroup(Region, vpc, "fleet", tags, "token-sg", Cancellation));
        await compute.AllowInbound(Region, group, [8080, 8703], "token-in", Cancellation);

        Assert.Equal("FM-4010", (await Assert.ThrowsAsync<FleetException>(() => networks.DeleteVpc(Region, vpc, Cancellation))).Code);
        await compute.DeleteSecurityGroup(Region, group, Cancellation);
        await networks.DeleteVSwitch(Region, vSwitch, Cancellation);
        await networks.DeleteVpc(Region, vpc, Cancellation);
        await networks.DeleteVpc(Region, vpc, Cancellation);
        Assert.Empty(await networks.FindVpcs(Region, tags, Cancellation));
        Assert.Empty(await networks.FindVSwitches(Region, tags, Cancellation));
        Assert.Empty(await compute.FindSecurityGroups(Region, tags, Cancellation));
    }

    [Fact]
    public async Task An_edge_image_becomes_one_instance_that_runs_and_is_released()
    {
        Assert.SkipUnless(
            File.Exists("/usr/bin/qemu-system-x86_64") && File.Exists("/usr/bin/qemu-img"), "QEMU (packages qemu-system-x86, qemu-utils) is not installed");
        var (edge, images) = (region.Cloud.EdgeInstances, region.Cloud.EdgeImages);
        var disk = Path.Combine(Directory.CreateTempSubdirectory("edge-disk-").FullName, "disk.qcow2");
        using (var make = Process.Start("qemu-img", ["create", "-q", "-f", "qcow2", disk, "1M"]))
        {
            await make.WaitForExitAsync(Cancellation);
        }

        await Buckets.Upload(Region, "transit", "edge.qcow2", disk, Cancellation);
        Directory.Delete(Path.GetDirectoryName(disk)!, recursive: true);
        var image = await images.Import(new EdgeImportRequest("edge", Region, "transit", "edge.qcow2", [], Region, "debian", "12"), Cancellation);
        await Until("edge image", "Available", async () => (await images.Find(image, Cancellation))?.Status);

        var request = new EdgeInstanceRequest(
            "edge one", (await edge.Nodes(Cancellation))[0], image, (await edge.Types(Cancellation))[0].Id, 1, new Dictionary<string, string> { ["fleet-job"] = "j-1" });
        await region.Order(new { action = "RunInstances", count = 1, code = "ConnectionReset", afterEffect = true });
        await Assert.ThrowsAsync<FleetException>(() => edge.Create(request, Cancellation));
        var id = await edge.Create(request, Cancellation);
        Assert.Equal(id, Assert.Single(await edge.List(Cancellation)).Id);
        await Until("edge instance", "Running", async () => (await edge.Find(id, Cancellation))?.Status);

        await edge.Release(id, Cancellation);
        await Until("edge instance", null, async () => (await edge.Find(id, Cancellation))?.Status);
        await images.Delete(image, Cancellation);
        await Buckets.Delete(Region, "transit", "edge.qcow2", Cancellation);
    }

    [Fact]
    public async Task What_is_not_there_is_null_empty_or_gone_and_never_a_surprise()
    {
        var (compute, edge) = (region.Cloud.Compute, region.Cloud.EdgeImages);
        var tags = new Dictionary<string, string> { ["fleet-job"] = "j-none" };
        Assert.Null(await compute.FindInstance(Region, "i-none", Cancellation));
        Assert.Null(await compute.FindImage(Region, "m-none", Cancellation));
        Assert.Null(await edge.Find("m-none", Cancellation));
        Assert.Null(await edge.FindByName("none", Cancellation));
        Assert.Empty(await compute.FindInstances(Region, tags, Cancellation));
        Assert.Empty(await compute.FindDisks(Region, tags, Cancellation));
        Assert.Empty(await compute.FindSnapshots(Region, tags, Cancellation));
        Assert.Empty(await compute.FindSnapshots(Region, ["s-none"], Cancellation));
        Assert.Empty(await compute.FindImages(Region, tags, Cancellation));
        await compute.DeleteInstance(Region, "i-none", Cancellation);
        await compute.DeleteDisk(Region, "d-none", Cancellation);
        await compute.DeleteSnapshot(Region, "s-none", Cancellation);
        await compute.DeleteImage(Region, "m-none", Cancellation);
        await compute.CancelExport(Region, "t-none", Cancellation);
        await edge.Delete("m-none", Cancellation);
        Assert.Null(await region.Cloud.EdgeInstances.Find("i-none", Cancellation));
        await region.Cloud.EdgeInstances.Release("i-none", Cancellation);
        Assert.Equal("FM-4007", (await Assert.ThrowsAsync<FleetException>(() => compute.ExportImage(Region, "m-none", "transit", "j1", Cancellation))).Code);
        Assert.Equal("FM-4007", (await Assert.ThrowsAsync<FleetException>(() => compute.ExportState(Region, "t-none", Cancellation))).Code);
    }

    /// <summary>Asks until it has the status, null when it is to be gone; each question is a round trip, so this does not spin.</summary>
    private static async Task Until(string what, string? wanted, Func<Task<string?>> status)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string? last;
        while ((last = await status()) != wanted)
        {
            Assert.False(limit.IsCancellationRequested, $"The {what} was to become {wanted ?? "gone"} within 30 s; it is {last ?? "gone"}.");
        }
    }
}
