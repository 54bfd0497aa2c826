using System.Diagnostics;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.LocalRegion.Tests.Machines;

/// <summary>The region's public image, made once by the repository's own script and unpacked once in the cache folder.</summary>
internal static class PublicImage
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <returns>The folder of the unpacked root; the test is skipped, with the reason, where none can be made.</returns>
    public static async Task<string> Folder()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "machines need root");
        await OneAtATime.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            var start = new ProcessStartInfo("sh", [Path.Combine(Repository(), "deploy/images/build-images.sh"), Cache(), "public"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            };
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipUnless(process.ExitCode == 0, "the public image cannot be made here (see the message of deploy/images/build-images.sh)");
            var archive = output.Trim().Split(' ', 2)[1];
            var folder = Path.ChangeExtension(archive, ".root");
            await RootArchive.Unpack(archive, folder, TestContext.Current.CancellationToken);
            return folder;
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static string Cache() => Environment.GetEnvironmentVariable("FLEET_CACHE") ?? "/var/cache/fleetmigrator";

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FleetMigrator.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run outside the repository");
        }

        return folder.FullName;
    }
}
