using FleetMigrator.Receiver.Disks;
using FleetMigrator.Receiver.Faults;
using FleetMigrator.Receiver.Tools;

namespace FleetMigrator.Receiver.Boot;

/// <summary>Installs the target's own GRUB for BIOS on the target's system disk and makes its menu anew.</summary>
internal static class GrubRepair
{
    private const string BiosBootType = "21686148-6449-6e6f-744e-656564454649";
    private const string EfiSystemType = "c12a7328-f81f-11d2-ba4b-00a0c93ec93b";
    private const string Defaults = "/etc/default/grub";
    private const int Mega = 1 << 20;

    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(5);

    public static async Task Run(RepairScene scene, CancellationToken cancellation)
    {
        var table = PartitionTable.Planned(scene.SystemDisk.Plan);
        if (table.Kind == "gpt" && table.Entries.All(entry => entry.Type != BiosBootType) && table.Entries.Any(entry => entry.Type == EfiSystemType))
        {
            throw new ReceiverException(FaultCode.FirmwareNotSupported, "the system disk starts by UEFI only: it has an EFI system partition and no BIOS boot partition") { Retryable = false };
        }

        var folder = scene.Has("/boot/grub2") ? "/boot/grub2" : "/boot/grub";
        var install = scene.Shell.FirstOf("grub-install", "grub2-install") ?? throw FaultCode.BootLoaderFailed.With("the migrated system has no grub-install");
        var configure = scene.Shell.FirstOf("grub-mkconfig", "grub2-mkconfig") ?? throw FaultCode.BootLoaderFailed.With("the migrated system has no grub-mkconfig");
        await scene.Undo.Keep(scene.Here(folder), cancellation);
        KeepBootArea(scene, table);

        var disk = "/dev/" + scene.SystemDisk.Node.Name;
        await Must(scene, install, ["--target=i386-pc", "--no-floppy", disk], cancellation);
        scene.Feed.Note($"installed GRUB for BIOS on {disk}: boot sector, core image, {folder}/i386-pc");

        var config = $"{folder}/grub.cfg";
        await Must(scene, configure, ["-o", config], cancellation);
        var problems = BootMenu.Problems(scene, config);
        if (problems.Count > 0 && await AllowIds(scene, cancellation))
        {
            await Must(scene, configure, ["-o", config], cancellation);
            problems = BootMenu.Problems(scene, config);
        }

        if (problems.Count > 0)
        {
            throw FaultCode.BootLoaderFailed.With($"{config}: {string.Join("; ", problems)}");
        }

        scene.Feed.Note($"wrote {config}: {BootMenu.Read(scene, config).Count} entries, all of them name their root by UUID");
    }

    // An owner may have asked for device paths, which are other ones on the edge node.
    private static async Task<bool> AllowIds(RepairScene scene, CancellationToken cancellation)
    {
        if (!scene.Has(Defaults))
        {
            return false;
        }

        var lines = (await File.ReadAllTextAsync(scene.Here(Defaults), cancellation)).Split('\n');
        var fresh = Array.ConvertAll(lines, line => line.TrimStart().StartsWith("GRUB_DISABLE_LINUX_UUID=", StringComparison.Ordinal)
            || line.TrimStart().StartsWith("GRUB_DISABLE_UUID=", StringComparison.Ordinal) ? "# device paths differ on the edge node: " + line : line);
        if (lines.SequenceEqual(fresh, StringComparer.Ordinal))
        {
            return false;
        }

        await scene.Rewrite(Defaults, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', fresh)), cancellation);
        scene.Feed.Note($"{Defaults}: the root is named by UUID again, because device paths differ on the edge node");
        return true;
    }

    private static void KeepBootArea(RepairScene scene, PartitionTable table)
    {
        var disk = scene.SystemDisk.Node.Path;
        var first = table.Entries.Select(entry => entry.StartBytes).DefaultIfEmpty(Mega).Min();
        scene.Undo.KeepArea(disk, 0, (int)Math.Min(first, Mega));
        foreach (var entry in table.Entries.Where(entry => entry.Type == BiosBootType))
        {
            const int most = 32 * Mega; // GRUB's core image is far smaller, however large the partition.
            scene.Undo.KeepArea(scene.SystemDisk.Nodes[entry.Number], 0, (int)Math.Min(entry.SizeBytes, most));
        }
    }

    private static async Task<ToolResult> Must(RepairScene scene, string program, string[] arguments, CancellationToken cancellation)
    {
        var result = await scene.Shell.Run(_limit, program, arguments, cancellation);
        return result.Succeeded ? result : throw FaultCode.BootLoaderFailed.With($"{program} {string.Join(' ', arguments)} ended with status {result.ExitCode}: {result.Tail}");
    }
}
