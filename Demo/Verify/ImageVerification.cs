using FleetMigrator.Demo.Stage;

namespace FleetMigrator.Demo.Verify;

/// <summary>Compares the disks of a stopped source server with those of its edge image, file system by file system.</summary>
internal static class ImageVerification
{
    /// <summary>What may differ, and why. Everything else is a failure of the migration.</summary>
    private static readonly ExpectedDifference[] Expected =
    [
        new("smc/", [], "the agent's own folder is not part of the server"),
        new("etc/systemd/system/fleet-agent.service", [], "the agent's unit is not part of the server"),
        new("etc/systemd/system/multi-user.target.wants/fleet-agent.service", [], "the agent's unit is not part of the server"),
        new("etc/machine-id", [], "emptied, so that each instance makes its own"),
        new("var/lib/dbus/machine-id", [], "removed, follows /etc/machine-id"),
        new("var/lib/systemd/random-seed", [], "removed, must not be shared by instances"),
        new("boot/grub/", [], "the boot loader was installed for the new disk"),
        new("boot/", ["time"], "the boot loader was installed for the new disk"),
        new("etc/", ["time"], "a file in it was changed"),
        new("var/lib/dbus/", ["time"], "a file in it was changed"),
        new("var/lib/systemd/", ["time"], "a file in it was changed"),
        new("var/lib/grub/", [], "notes of the boot loader's installation"),
        new("var/log/growing.log", ["content", "time"], "the server went on writing to it after the last round"),
        new("", ["time"], "the agent's folder was made in it"),
    ];

    /// <summary>Expected differences with their reasons, and the others.</summary>
    public static async Task<VerificationReport> Run(IReadOnlyList<string> sourceDisks, IReadOnlyList<string> imageDisks, string folder, CancellationToken cancellation)
    {
        var expected = new List<(Difference, string)>();
        var wrong = new List<Difference>();
        var entries = 0;
        foreach (var (source, image) in sourceDisks.Zip(imageDisks))
        {
            var raw = Path.Combine(folder, "image.raw");
            await Tool.Run("qemu-img", ["convert", "-f", "qcow2", "-O", "raw", "-W", "-m", "8", image, raw], cancellation);
            await using (var left = await MountedImage.Open(source, Directory.CreateDirectory(Path.Combine(folder, "source")).FullName, cancellation))
            await using (var right = await MountedImage.Open(raw, Directory.CreateDirectory(Path.Combine(folder, "image")).FullName, cancellation))
            {
                foreach (var (uuid, mount) in left.ByUuid)
                {
                    if (!right.ByUuid.TryGetValue(uuid, out var other))
                    {
                        wrong.Add(new Difference($"(file system {uuid})", "missing", source, image));
                        continue;
                    }

                    var listed = TreeLister.List(mount);
                    entries += listed.Count;
                    foreach (var difference in TreeComparison.Compare(listed, TreeLister.List(other)))
                    {
                        if (Array.Find(Expected, rule => rule.Covers(difference)) is { } rule && await IsHarmless(difference, mount, other, cancellation))
                        {
                            expected.Add((difference, rule.Reason));
                        }
                        else
                        {
                            wrong.Add(difference);
                        }
                    }
                }
            }

            File.Delete(raw);
        }

        return new VerificationReport(entries, expected, wrong);
    }

    /// <summary>A file that grows must still begin with what the image holds: it was cut at some moment, not garbled.</summary>
    private static async Task<bool> IsHarmless(Difference difference, string source, string image, CancellationToken cancellation)
    {
        if (difference.Path != "var/log/growing.log" || difference.What != "content")
        {
            return true;
        }

        var whole = await File.ReadAllBytesAsync(Path.Combine(source, difference.Path), cancellation);
        var copied = await File.ReadAllBytesAsync(Path.Combine(image, difference.Path), cancellation);
        return copied.Length > 0 && whole.AsSpan().StartsWith(copied);
    }
}
