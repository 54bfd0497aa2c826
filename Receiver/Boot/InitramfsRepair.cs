using FleetMigrator.Receiver.Faults;

namespace FleetMigrator.Receiver.Boot;

/// <summary>Every installed kernel's initramfs must hold the drivers of the edge node; one that does is left as it is.</summary>
internal static class InitramfsRepair
{
    private const string DropIn = "/etc/initramfs-tools/conf.d/zz-fleet-migrator";
    private const string Resume = "/etc/initramfs-tools/conf.d/resume";

    /// <summary>A full rebuild takes half a minute on a quick machine.</summary>
    private static readonly TimeSpan _rebuildLimit = TimeSpan.FromMinutes(15);

    public static async Task Run(RepairScene scene, CancellationToken cancellation)
    {
        var stale = await RemoveStaleResume(scene, cancellation);
        var kernels = InstalledKernel.All(scene);
        if (kernels.Count == 0)
        {
            throw FaultCode.InitramfsFailed.With("there is no kernel with its modules in /boot");
        }

        foreach (var kernel in kernels)
        {
            var missing = Missing(scene, kernel);
            if (missing.Count == 0 && !stale)
            {
                scene.Feed.Note($"checked {kernel.Image}: holds the drivers of the edge node");
                continue;
            }

            await Rebuild(scene, kernel, cancellation);
            var left = Missing(scene, kernel);
            if (left.Count > 0)
            {
                throw FaultCode.InitramfsFailed.With($"{kernel.Image} still lacks {string.Join(", ", left)} after it was made anew");
            }

            scene.Feed.Note($"rebuilt {kernel.Image}: {(missing.Count > 0 ? "it lacked " + string.Join(", ", missing) : "it waited for a swap that is not migrated")}");
        }
    }

    /// <summary>Modules that a kernel needs and its initramfs lacks.</summary>
    public static IReadOnlyList<string> Missing(RepairScene scene, InstalledKernel kernel)
    {
        var needed = kernel.Needed(scene);
        if (!scene.Has(kernel.Image))
        {
            return needed.Count > 0 ? needed : ["everything"];
        }

        try
        {
            var names = Initramfs.Names(scene.Here(kernel.Image));
            return [.. needed.Where(module => !Initramfs.HasModule(names, module))];
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ZstdSharp.ZstdException)
        {
            return [$"everything (it cannot be read: {e.Message})"];
        }
    }

    private static async Task Rebuild(RepairScene scene, InstalledKernel kernel, CancellationToken cancellation)
    {
        await scene.Undo.Keep(scene.Here(kernel.Image), cancellation);
        switch (scene.Shell.FirstOf("update-initramfs", "dracut"))
        {
            case "update-initramfs":
                await WithInitramfsTools(scene, kernel, cancellation);
                break;
            case "dracut":
                await Must(scene, "dracut",
                    ["--force", "--no-hostonly", "--add-drivers", string.Join(' ', kernel.Needed(scene)), kernel.Image, kernel.Version], cancellation);
                break;
            default:
                throw FaultCode.InitramfsFailed.With("the migrated system has neither update-initramfs nor dracut");
        }
    }

    // "dep" would collect the drivers of the machine that this runs on. The file is there during the rebuild only: later, on the edge
    // node, whatever the owner configured finds the right drivers by itself.
    private static async Task WithInitramfsTools(RepairScene scene, InstalledKernel kernel, CancellationToken cancellation)
    {
        var versions = $"/var/lib/initramfs-tools/{kernel.Version}";
        await scene.Undo.Keep(scene.Here(DropIn), cancellation);
        await scene.Undo.Keep(scene.Here(versions), cancellation);
        await scene.Undo.Keep(scene.Here(kernel.Image + ".dpkg-bak"), cancellation);
        Directory.CreateDirectory(Path.GetDirectoryName(scene.Here(DropIn))!);
        await File.WriteAllTextAsync(scene.Here(DropIn), "MODULES=most\n", cancellation);
        try
        {
            await Must(scene, "update-initramfs", [scene.Has(kernel.Image) ? "-u" : "-c", "-k", kernel.Version], cancellation);
        }
        finally
        {
            File.Delete(scene.Here(DropIn));
        }
    }

    private static async Task Must(RepairScene scene, string program, string[] arguments, CancellationToken cancellation)
    {
        var result = await scene.Shell.Run(_rebuildLimit, program, arguments, cancellation);
        if (!result.Succeeded)
        {
            throw FaultCode.InitramfsFailed.With($"{program} {string.Join(' ', arguments)} ended with status {result.ExitCode}: {result.Tail}");
        }
    }

    // The initramfs would wait half a minute at each start for a device that never comes.
    private static async Task<bool> RemoveStaleResume(RepairScene scene, CancellationToken cancellation)
    {
        if (!scene.Has(Resume))
        {
            return false;
        }

        var line = (await File.ReadAllLinesAsync(scene.Here(Resume), cancellation)).LastOrDefault(text => text.StartsWith("RESUME=", StringComparison.Ordinal));
        var device = line?["RESUME=".Length..].Trim('"') ?? "none";
        if (device is "none" or "auto" or "" || scene.Partitions.Any(part => device == "UUID=" + part.Uuid))
        {
            return false;
        }

        await scene.Remove(Resume, $"{device} is not migrated", cancellation);
        return true;
    }
}
