using System.Security.Cryptography;
using FleetMigrator.Receiver.Commands;
using FleetMigrator.Receiver.Images;
using FleetMigrator.Receiver.Kernel;
using FleetMigrator.Receiver.Tests.Commands;
using FleetMigrator.Receiver.Tests.Disks;
using FleetMigrator.Transfer.Protos;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetMigrator.Receiver.Tests.Images;

[Trait("Kind", "system")]
public sealed class ConversionTests
{
    private const int DiskBytes = 40 << 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("never")]
    [InlineData("always")]
    public async Task An_exported_object_becomes_a_qcow2_in_the_bucket_over_broken_connections_and_expired_addresses(string holes)
    {
        LoopDisk.RequireRoot();
        RequireTools();
        using var folder = new TemporaryFolder();
        var raw = Raw();
        await using var bucket = new FakeBucket(await Archive(folder, raw, "disk.raw", holes));
        using var bench = new Bench();
        using var scratch = new LoopDisk(300 << 20);
        var uplink = new RecordingUplink();
        var urls = new PresignedUrls(uplink, TimeProvider.System);
        uplink.Answer = message => Answer(message, urls, bucket);
        var report = new CommandReport();

        await Convert(bench, urls, uplink, new ConvertDisk { Index = 3, SourceUrl = bucket.Address + "object", ScratchDevice = scratch.Device, TargetObject = "x.qcow2" }, report);

        var qcow2 = Path.Combine(folder.Path, "result.qcow2");
        await File.WriteAllBytesAsync(qcow2, bucket.Object, Token);
        Shell.Run("qemu-img", "convert", "-f", "qcow2", "-O", "raw", qcow2, Path.Combine(folder.Path, "result.raw"));
        Assert.Equal(SHA256.HashData(raw), SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder.Path, "result.raw"), Token)));
        Assert.Equal(3, report.Converted.Index);
        Assert.Equal(DiskBytes, report.Converted.VirtualBytes);
        Assert.Equal(bucket.Object.Length, report.Converted.ObjectBytes);
        Assert.Equal(System.Convert.ToHexStringLower(SHA256.HashData(bucket.Object)), report.Converted.Sha256);
        Assert.False(Directory.Exists(Path.Combine(bench.State.Scratch, "3")));
        Mounts.RemoveTree(bench.State.Scratch);
    }

    [Fact]
    public async Task An_archive_with_something_else_in_it_is_refused_with_its_code()
    {
        LoopDisk.RequireRoot();
        RequireTools();
        using var folder = new TemporaryFolder();
        await using var bucket = new FakeBucket(await Archive(folder, Raw(), "readme.txt"));
        using var bench = new Bench();
        using var scratch = new LoopDisk(300 << 20);
        var uplink = new RecordingUplink();
        var urls = new PresignedUrls(uplink, TimeProvider.System);
        uplink.Answer = message => Answer(message, urls, bucket);

        var refused = await Assert.ThrowsAsync<Faults.ReceiverException>(() => Convert(bench, urls, uplink,
            new ConvertDisk { Index = 1, SourceUrl = bucket.Address + "object", ScratchDevice = scratch.Device }, new CommandReport()));

        Assert.Equal("FM-5008", refused.Code.Id);
        Mounts.RemoveTree(bench.State.Scratch);
    }

    private static async Task Convert(Bench bench, PresignedUrls urls, IUplink uplink, ConvertDisk order, CommandReport report)
    {
        using var client = new HttpClient();
        var conversion = new Conversion(
            new ScratchDisk(bench.State, bench.Devices, bench.Tools), new SourceObject(client, TimeProvider.System, NullLogger.Instance), urls,
            new PartUpload(client, urls, uplink, TimeProvider.System, NullLogger.Instance), bench.Tools);
        await conversion.Run(order, report, new NoteBook(), Token);
    }

    // Answers later, as a silo does, and says that part 2 of another file is in the bucket already.
    private static void Answer(ReceiverUp message, PresignedUrls urls, FakeBucket bucket)
    {
        if (message.UploadUrlsWanted is { } wanted)
        {
            var answer = new UploadUrls { CommandId = wanted.CommandId, FirstPart = wanted.FirstPart };
            answer.Urls.AddRange(Enumerable.Range(wanted.FirstPart, wanted.Count).Select(number => $"{bucket.Address}upload?partNumber={number}"));
            answer.Already.Add(new UploadedPart { Number = 2, Etag = "\"another\"", Bytes = wanted.PartBytes });
            _ = Task.Run(() => urls.Answer(answer), Token);
        }
        else if (message.SourceUrlWanted is { } source)
        {
            _ = Task.Run(() => urls.Answer(new SourceUrl { CommandId = source.CommandId, Url = bucket.Address + "object?renewed" }), Token);
        }
    }

    private static byte[] Raw()
    {
        var raw = new byte[DiskBytes];
        new Random(7).NextBytes(raw.AsSpan(1 << 20, 24 << 20));
        return raw;
    }

    private static async Task<byte[]> Archive(TemporaryFolder folder, byte[] raw, string name, string holes = "never")
    {
        var written = Path.Combine(folder.Path, "written");
        await File.WriteAllBytesAsync(written, raw, Token);
        Shell.Run("cp", $"--sparse={holes}", written, Path.Combine(folder.Path, name));
        Shell.Run("tar", "--create", "--gzip", "--sparse", "--directory", folder.Path, "--file", Path.Combine(folder.Path, "archive.tar.gz"), name);
        return await File.ReadAllBytesAsync(Path.Combine(folder.Path, "archive.tar.gz"), Token);
    }

    private static void RequireTools()
    {
        if (Tools.Toolbox.Find("qemu-img") is null)
        {
            Assert.Skip("needs qemu-img");
        }
    }
}
