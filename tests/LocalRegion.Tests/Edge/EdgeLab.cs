using System.Diagnostics;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.LocalRegion.Edge;
using Microsoft.Extensions.DependencyInjection;

namespace FleetMigrator.LocalRegion.Tests.Edge;

/// <summary>What tests of edge instances do all the time.</summary>
internal static class EdgeLab
{
    public const string Node = "cn-beijing-telecom";
    public const string Type = "ens.sn1.stiny";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static void SkipWithoutQemu() => Assert.SkipUnless(
        File.Exists("/usr/bin/qemu-system-x86_64") && File.Exists("/usr/bin/qemu-img"), "QEMU (packages qemu-system-x86, qemu-utils) is not installed");

    /// <summary>Imports raw disks as an image, the system disk first, and returns its id.</summary>
    public static async Task<string> Import(RegionLab lab, string name, params byte[][] disks)
    {
        var folder = Directory.CreateTempSubdirectory("edge-image-").FullName;
        try
        {
            var cloud = lab.Cloud();
            var keys = new List<string>();
            foreach (var disk in disks)
            {
                var key = $"{name}-{keys.Count}.qcow2";
                var raw = Path.Combine(folder, "raw");
                await File.WriteAllBytesAsync(raw, disk, Cancellation);
                using var convert = Process.Start("qemu-img", ["convert", "-f", "raw", "-O", "qcow2", raw, Path.Combine(folder, key)]);
                await convert.WaitForExitAsync(Cancellation);
                Assert.Equal(0, convert.ExitCode);
                await cloud.Buckets.Upload(RegionLab.Region, RegionLab.Bucket, key, Path.Combine(folder, key), Cancellation);
                keys.Add(key);
            }

            var id = await cloud.EdgeImages.Import(
                new EdgeImportRequest(name, RegionLab.Region, RegionLab.Bucket, keys[0], keys[1..], "cn-beijing", "debian", "12"), Cancellation);
            await lab.Work.Idle();
            Assert.Equal("Available", (await cloud.EdgeImages.Find(id, Cancellation))!.Status);
            return id;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Waits until an instance's console says the words; returns all that it says.</summary>
    public static Task<string> Console(RegionLab lab, string id, string words) => Eventually.Get($"the console of {id} says '{words}'", async () =>
    {
        using var answer = await lab.Http.GetAsync(new Uri(lab.Host.LocalEndpoint, $"/_region/edge-instances/{id}/console"), Cancellation);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(Cancellation) is var text && text.Contains(words, StringComparison.Ordinal) ? text : null;
    });

    public static Task Status(RegionLab lab, string id, string status) => Eventually.True(
        $"{id} is {status}", async () => (await lab.Cloud().EdgeInstances.Find(id, Cancellation))?.Status == status);

    /// <summary>Ids of the processes that run edge instances.</summary>
    public static IReadOnlyList<int> Processes(RegionLab lab)
        => [.. lab.Host.Services.GetRequiredService<EdgeMachines>().Existing().Select(left => int.Parse(left.Name.Split(' ')[0]))];
}
