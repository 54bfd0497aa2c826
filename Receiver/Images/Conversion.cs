using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FleetMigrator.Receiver.Commands;
using FleetMigrator.Receiver.Faults;
using FleetMigrator.Receiver.Tools;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Images;

/// <summary>Makes an exported object (raw in tar.gz) a qcow2 and uploads it.</summary>
internal sealed class Conversion(ScratchDisk scratch, SourceObject source, PresignedUrls urls, PartUpload upload, Toolbox tools)
{
    private const string Marker = "converted";

    /// <summary>A terabyte at 200 MB/s, which a slow disk manages.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(90);

    public async Task Run(ConvertDisk order, CommandReport report, ICommandFeed feed, CancellationToken cancellation)
    {
        var folder = Path.Combine(await scratch.Mount(order.ScratchDevice, cancellation), order.Index.ToString());
        var image = Path.Combine(folder, "disk.qcow2");
        if (Read(folder) is not { } converted)
        {
            converted = await Make(order, folder, image, feed, cancellation);
        }

        converted.Index = order.Index;
        var total = order.SourceBytes + converted.ObjectBytes;
        feed.Note($"uploading {converted.ObjectBytes} bytes to {order.TargetObject}");
        await upload.Send(image, feed, done => feed.Advance(order.SourceBytes + done, total), cancellation);
        Directory.Delete(folder, recursive: true);
        report.Converted = converted;
    }

    private async Task<ConvertedDisk> Make(ConvertDisk order, string folder, string image, ICommandFeed feed, CancellationToken cancellation)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true); // Half a piece of work from a former life.
        }

        Directory.CreateDirectory(folder);
        var raw = Path.Combine(folder, "disk.raw");
        feed.Note($"fetching {order.SourceBytes} bytes");
        var virtualBytes = await RawImage.Unpack(
            (stream, ends) => source.CopyTo(stream, order.SourceUrl, order.SourceBytes, token => urls.ForSource(feed.Id, token),
                done => feed.Advance(done, order.SourceBytes * 2), ends),
            raw, cancellation);
        feed.Note($"unpacked a disk of {virtualBytes} bytes");
        await tools.Must(FaultCode.ConvertFailed,
            new ToolCall("qemu-img", "convert", "-f", "raw", "-O", "qcow2", "-W", "-m", "8", "-o", "compat=1.1", raw, image) { Limit = _limit }, cancellation);
        await tools.Must(FaultCode.ConvertFailed, new ToolCall("qemu-img", "check", "-f", "qcow2", image) { Limit = _limit }, cancellation);
        await RequireSize(image, virtualBytes, cancellation);
        File.Delete(raw);
        await using var file = File.OpenRead(image);
        var converted = new ConvertedDisk
        {
            VirtualBytes = virtualBytes, ObjectBytes = file.Length, Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)),
        };
        StateFolder.Store(Path.Combine(folder, Marker), Encoding.ASCII.GetBytes($"{converted.VirtualBytes} {converted.ObjectBytes} {converted.Sha256}"));
        feed.Note($"converted to {converted.ObjectBytes} bytes of qcow2, SHA-256 {converted.Sha256}");
        return converted;
    }

    private async Task RequireSize(string image, long expected, CancellationToken cancellation)
    {
        var result = await tools.Must(FaultCode.ConvertFailed, new ToolCall("qemu-img", "info", "-f", "qcow2", "--output=json", image), cancellation);
        using var facts = JsonDocument.Parse(result.Output);
        var size = facts.RootElement.GetProperty("virtual-size").GetInt64();
        if (size != expected)
        {
            throw FaultCode.ConvertFailed.With($"the qcow2 shows {size} bytes, the raw image has {expected}");
        }
    }

    private static ConvertedDisk? Read(string folder)
    {
        var marker = Path.Combine(folder, Marker);
        return File.Exists(marker) && File.ReadAllText(marker).Split(' ') is [var size, var bytes, var hash]
            ? new ConvertedDisk { VirtualBytes = long.Parse(size), ObjectBytes = long.Parse(bytes), Sha256 = hash }
            : null;
    }
}
