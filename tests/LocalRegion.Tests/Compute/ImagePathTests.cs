using System.Diagnostics;
using System.Security.Cryptography;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.LocalRegion.Compute;
using FleetMigrator.LocalRegion.Hosting;

namespace FleetMigrator.LocalRegion.Tests.Compute;

/// <summary>The bytes of a disk on their whole way: snapshot, image, export, qcow2, edge image, and back.</summary>
public sealed class ImagePathTests
{
    private static readonly Dictionary<string, string> NoTags = new(StringComparer.Ordinal);
    private static readonly byte[] Mark = RandomNumberGenerator.GetBytes(1 << 20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_snapshot_holds_the_bytes_and_the_holes_of_its_disk()
    {
        await using var lab = await RegionLab.Open();
        var cloud = lab.Cloud();
        var disk = StoredDisk.Add(lab, 2, (5 << 20, Mark), ((2L << 30) - 512, [1, 2, 3]));
        var id = await Snapshot(lab, cloud, disk);
        var path = DataFolders.Snapshot(lab.Options.Data, id);
        Assert.Equal(2L << 30, new FileInfo(path).Length);
        Assert.InRange(SparseFile.DataBytes(path), Mark.Length, Mark.Length + (1 << 20));
        var read = new byte[Mark.Length];
        using var file = File.OpenHandle(path);
        RandomAccess.Read(file, read, 5 << 20);
        Assert.Equal(Mark, read);
    }

    [Fact]
    public async Task What_rests_on_something_is_deleted_first()
    {
        await using var lab = await RegionLab.Open();
        var cloud = lab.Cloud();
        var snapshot = await Snapshot(lab, cloud, StoredDisk.Add(lab, 1));
        var image = await Image(lab, cloud, snapshot);
        (await lab.Caller.Rpc(WireProduct.Ecs, "DeleteSnapshot", ("SnapshotId", snapshot))).Refused(403, "SnapshotCreatedImage");
        await cloud.Compute.DeleteImage(RegionLab.Region, image, Cancellation);
        await cloud.Compute.DeleteSnapshot(RegionLab.Region, snapshot, Cancellation);
        await lab.Work.Idle();
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(lab.Options.Data, "snapshots")));
    }

    [Fact]
    public async Task A_new_image_is_listed_only_when_its_status_is_asked_for()
    {
        await using var lab = await RegionLab.Open();
        var image = await Image(lab, lab.Cloud(), await Snapshot(lab, lab.Cloud(), StoredDisk.Add(lab, 1)));
        lab.State.Write(change => change.Put(lab.State.Images, lab.State.Images.Find(image)! with { Status = ImageStatus.CreateFailed }));
        var plain = await lab.Caller.Rpc(WireProduct.Ecs, "DescribeImages", ("RegionId", RegionLab.Region), ("ImageId", image));
        var all = await lab.Caller.Rpc(WireProduct.Ecs, "DescribeImages", ("RegionId", RegionLab.Region), ("ImageId", image), ("Status", "Creating,CreateFailed"));
        Assert.Equal(("0", "1"), (plain["TotalCount"], all["TotalCount"]));
    }

    [Fact]
    public async Task Exports_that_the_cloud_would_refuse_are_refused()
    {
        await using var lab = await RegionLab.Open();
        var image = await Image(lab, lab.Cloud(), await Snapshot(lab, lab.Cloud(), StoredDisk.Add(lab, 1)));
        (await Export("nobucket")).Refused(400, "InvalidOSSBucket.NotFound");
        (await Export("elsewhere")).Refused(400, "InvalidOSSBucket.NotMatched");
        (await Export(RegionLab.Bucket, ("OSSPrefix", "with-hyphen"))).Refused(400, "InvalidOSSPrefix.Malformed");
        (await Export(RegionLab.Bucket, ("ImageFormat", "qcow2"))).Refused(400, "InvalidRegion.NotSupport");
        (await Export(RegionLab.Bucket, ("RoleName", "MyRole"))).Refused(403, "NoSetRoletoECSServiceAcount");

        Task<RpcReply> Export(string bucket, params (string, string)[] more)
            => lab.Caller.Rpc(WireProduct.Ecs, "ExportImage", [("RegionId", RegionLab.Region), ("ImageId", image), ("OSSBucket", bucket), .. more]);
    }

    [Fact]
    public async Task An_export_that_a_stop_interrupted_goes_on_after_the_restart()
    {
        await using var lab = await RegionLab.Open();
        var cloud = lab.Cloud();
        var image = await Image(lab, cloud, await Snapshot(lab, cloud, StoredDisk.Add(lab, 1, (0, Mark))));
        var task = await cloud.Compute.ExportImage(RegionLab.Region, image, RegionLab.Bucket, "j1", Cancellation);
        await lab.Work.Idle();
        await cloud.Buckets.Delete(RegionLab.Region, RegionLab.Bucket, $"j1_{image}_system.raw.tar.gz", Cancellation);
        await lab.Restart(state => state.Write(change => change.Put(
            state.Exports, state.Exports.Find(task)! with { Status = ExportTaskStatus.Processing, Objects = [], Finished = null })));
        await lab.Work.Idle();
        var done = await lab.Cloud().Compute.ExportState(RegionLab.Region, task, Cancellation);
        Assert.Equal(("Finished", $"j1_{image}_system.raw.tar.gz"), (done.Status, done.Objects.Single()));
    }

    [Fact]
    [Trait("Kind", "system")]
    public async Task The_bytes_of_two_disks_arrive_in_the_edge_image_and_come_back()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/qemu-img"), "qemu-img (package qemu-utils) is not installed");
        await using var lab = await RegionLab.Open();
        var cloud = lab.Cloud();
        var system = await Snapshot(lab, cloud, StoredDisk.Add(lab, 2, (3 << 20, Mark)));
        var data = await Snapshot(lab, cloud, StoredDisk.Add(lab, 1, (7 << 20, Mark)));
        var image = await Image(lab, cloud, system, data);
        var objects = await Export(lab, cloud, image);
        Assert.Equal([$"j1_{image}_system.raw.tar.gz", $"j1_{image}_data_xvdb.raw.tar.gz"], objects);

        var folder = Directory.CreateTempSubdirectory("image-path-");
        try
        {
            var qcow2 = new List<string>();
            foreach (var key in objects)
            {
                qcow2.Add(await Convert(lab, cloud, key, folder.FullName));
            }

            var edge = await cloud.EdgeImages.Import(
                new EdgeImportRequest("edge one", RegionLab.Region, RegionLab.Bucket, qcow2[0], qcow2[1..], "cn-beijing", "debian", "12"), Cancellation);
            var listed = await Eventually.Get("the edge image is available", async () =>
                await cloud.EdgeImages.Find(edge, Cancellation) is { Status: not "Creating" } found ? found : null);
            Assert.Equal(("Available", 2), (listed.Status, listed.SizeGib));

            (await lab.Caller.Rpc(WireProduct.Ens, "ExportImage", ("ImageId", edge), ("OSSBucket", RegionLab.Bucket), ("OSSRegionId", RegionLab.Region), ("OSSPrefix", "back"))).Good();
            await lab.Work.Idle();
            Assert.Equal("Exported", (await lab.Caller.Rpc(WireProduct.Ens, "DescribeExportImageStatus", ("ImageId", edge))).Good()["ImageExportStatus"]);
            await Download(lab, $"back_{edge}_data_1.qcow2", Path.Combine(folder.FullName, "back.qcow2"));
            await Run("qemu-img", "convert", "-f", "qcow2", "-O", "raw", Path.Combine(folder.FullName, "back.qcow2"), Path.Combine(folder.FullName, "back.raw"));
            await Run("cmp", Path.Combine(folder.FullName, "back.raw"), DataFolders.Snapshot(lab.Options.Data, data));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_is_no_qcow2_becomes_no_edge_image()
    {
        await using var lab = await RegionLab.Open();
        var cloud = lab.Cloud();
        using var put = await lab.Caller.Oss("PUT", RegionLab.Bucket, "x.qcow2", body: new byte[4096]);
        var request = new EdgeImportRequest("edge", RegionLab.Region, RegionLab.Bucket, "x.qcow2", [], "cn-beijing", "debian", "12");
        var id = await cloud.EdgeImages.Import(request, Cancellation);
        await lab.Work.Idle();
        Assert.Equal("CreateFailed", (await cloud.EdgeImages.Find(id, Cancellation))!.Status);
        Assert.Contains("not a qcow2", lab.State.EdgeImages.Find(id)!.Failure, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FleetException>(() => cloud.EdgeImages.Import(request with { Name = "other", SystemObject = "absent" }, Cancellation));
        await Assert.ThrowsAsync<FleetException>(() => cloud.EdgeImages.Import(request with { Name = "other", Region = "ap-southeast-1", Bucket = "elsewhere" }, Cancellation));
    }

    private static async Task<string> Snapshot(RegionLab lab, ICloud cloud, string disk)
    {
        var id = await cloud.Compute.CreateSnapshot(RegionLab.Region, disk, "snap", NoTags, "token-" + disk, Cancellation);
        await lab.Work.Idle();
        var found = Assert.Single(await cloud.Compute.FindSnapshots(RegionLab.Region, [id], Cancellation));
        Assert.Equal(("accomplished", 100), (found.Status, found.Percent));
        return id;
    }

    private static async Task<string> Image(RegionLab lab, ICloud cloud, params string[] snapshots)
    {
        var sizes = snapshots.Select(id => lab.State.Snapshots.Find(id)!.DiskSizeGib).ToList();
        var id = await cloud.Compute.CreateImage(
            new CreateImageRequest(RegionLab.Region, "image one", snapshots, sizes, "Debian", "BIOS", NoTags, "token-" + snapshots[0]), Cancellation);
        await lab.Work.Idle();
        Assert.Equal("Available", (await cloud.Compute.FindImage(RegionLab.Region, id, Cancellation))!.Status);
        return id;
    }

    private static async Task<IReadOnlyList<string>> Export(RegionLab lab, ICloud cloud, string image)
    {
        var task = await cloud.Compute.ExportImage(RegionLab.Region, image, RegionLab.Bucket, "j1", Cancellation);
        Assert.Equal(task, await cloud.Compute.ExportImage(RegionLab.Region, image, RegionLab.Bucket, "j1", Cancellation));
        await lab.Work.Idle();
        var done = await cloud.Compute.ExportState(RegionLab.Region, task, Cancellation);
        Assert.Equal(("Finished", null), (done.Status, done.Error));
        return done.Objects;
    }

    private static async Task<string> Convert(RegionLab lab, ICloud cloud, string key, string folder)
    {
        var archive = Path.Combine(folder, key);
        await Download(lab, key, archive);
        await Run("tar", "--extract", "--sparse", "--gzip", "--file", archive, "--directory", folder);
        var raw = archive[..^".tar.gz".Length];
        var target = Path.ChangeExtension(raw, ".qcow2");
        await Run("qemu-img", "convert", "-f", "raw", "-O", "qcow2", raw, target);
        await cloud.Buckets.Upload(RegionLab.Region, RegionLab.Bucket, Path.GetFileName(target), target, Cancellation);
        return Path.GetFileName(target);
    }

    private static async Task Download(RegionLab lab, string key, string path)
    {
        using var answer = await lab.Caller.Oss("GET", RegionLab.Bucket, key);
        Assert.Equal(200, (int)answer.StatusCode);
        await using var file = File.Create(path);
        await answer.Content.CopyToAsync(file, Cancellation);
    }

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}");
    }
}
