namespace FleetMigrator.Agent.Checks;

/// <summary>A kernel with its initramfs.</summary>
/// <param name="Version">As in <c>vmlinuz-VERSION</c>.</param>
/// <param name="VirtioBlock">Whether it can drive a virtio disk, built in or by a module.</param>
/// <param name="VirtioNetwork">Whether it can drive a virtio network card.</param>
internal sealed record BootKernel(string Version, bool VirtioBlock, bool VirtioNetwork)
{
    /// <summary>The kernels of a system below a root folder.</summary>
    public static IReadOnlyList<BootKernel> Find(string root = "/")
    {
        var boot = Path.Combine(root, "boot");
        if (!Directory.Exists(boot))
        {
            return [];
        }

        var names = Directory.EnumerateFileSystemEntries(boot).Select(path => Path.GetFileName(path)).ToHashSet(StringComparer.Ordinal);
        return [.. names
            .Where(name => name.StartsWith("vmlinuz-", StringComparison.Ordinal) && !name.Contains("rescue", StringComparison.Ordinal))
            .Select(name => name["vmlinuz-".Length..])
            .Where(version => InitramfsNames(version).Any(names.Contains))
            .Order(StringComparer.Ordinal)
            .Select(version => new BootKernel(version, Has(root, version, "virtio_blk", "CONFIG_VIRTIO_BLK"), Has(root, version, "virtio_net", "CONFIG_VIRTIO_NET")))];
    }

    private static IEnumerable<string> InitramfsNames(string version)
        => [$"initrd.img-{version}", $"initramfs-{version}.img", $"initrd-{version}", $"initrd-{version}.img", $"initramfs-{version}"];

    /// <summary>A module that is on disk counts, and one that is built in; a module that is configured but missing doesn't.</summary>
    private static bool Has(string root, string version, string module, string option)
    {
        foreach (var folder in new[] { "lib/modules", "usr/lib/modules" })
        {
            foreach (var list in new[] { "modules.builtin", "modules.dep" })
            {
                var path = Path.Combine(root, folder, version, list);
                if (File.Exists(path) && File.ReadLines(path).Any(line => line.Contains($"/{module}.ko", StringComparison.Ordinal)))
                {
                    return true;
                }
            }
        }

        var config = Path.Combine(root, "boot", $"config-{version}");
        return File.Exists(config) && File.ReadLines(config).Contains($"{option}=y", StringComparer.Ordinal);
    }
}
