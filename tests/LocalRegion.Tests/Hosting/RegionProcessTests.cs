using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.LocalRegion.Hosting;

namespace FleetMigrator.LocalRegion.Tests.Hosting;

/// <summary>The region as the process that it is in use.</summary>
[SupportedOSPlatform("linux")]
public sealed class RegionProcessTests
{
    private static readonly (string, string)[] NewVpc = [("RegionId", RegionLab.Region), ("CidrBlock", "10.0.0.0/16"), ("ClientToken", "token-1")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_kill_it_is_found_at_the_same_address_with_the_same_keys_and_state()
    {
        var data = Directory.CreateTempSubdirectory("region-process-");
        using var http = new HttpClient();
        try
        {
            using var first = Start(data.FullName);
            var before = await Ready(first, http);
            var vpc = (await before.Rpc(WireProduct.Vpc, "CreateVpc", NewVpc)).Good()["VpcId"];
            using var put = await before.Oss("PUT", RegionLab.Bucket, "k", body: [1, 2, 3]);
            first.Kill();
            await first.WaitForExitAsync(Cancellation);

            using var second = Start(data.FullName);
            var after = await Ready(second, http);
            Assert.Equal((before.Endpoint, before.Key), (after.Endpoint, after.Key));
            Assert.Equal(vpc, (await after.Rpc(WireProduct.Vpc, "CreateVpc", NewVpc)).Good()["VpcId"]);
            using var get = await after.Oss("GET", RegionLab.Bucket, "k");
            Assert.Equal([1, 2, 3], await get.Content.ReadAsByteArrayAsync(Cancellation));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(data.FullName, "credentials.json")));

            using var terminate = Process.Start("kill", ["-TERM", second.Id.ToString()]);
            await second.WaitForExitAsync(Cancellation);
            Assert.Equal(0, second.ExitCode);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("--listen", "0.0.0.0:80")]
    [InlineData("--data")]
    [InlineData("--public-image", "debian")]
    [InlineData("--nonsense")]
    public void Wrong_arguments_are_named(params string[] arguments)
        => Assert.Throws<FormatException>(() => CommandLine.Parse(["--data", "/nowhere", .. arguments]));

    private static Process Start(string data) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "FleetMigrator.LocalRegion.dll"), "--data", data, "--no-network", "--seed-bucket", $"{RegionLab.Region}/{RegionLab.Bucket}"])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
    })!;

    private static async Task<Caller> Ready(Process process, HttpClient http)
    {
        var line = await process.StandardOutput.ReadLineAsync(Cancellation) ?? throw new InvalidOperationException("the region ended before it was ready");
        using var ready = JsonDocument.Parse(line);
        var key = ready.RootElement.GetProperty("credentials");
        return new Caller(
            http,
            new Uri(ready.RootElement.GetProperty("endpoint").GetString()!),
            new AccessKey(key.GetProperty("accessKeyId").GetString()!, key.GetProperty("accessKeySecret").GetString()!),
            TimeProvider.System);
    }
}
