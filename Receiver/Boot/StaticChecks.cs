using System.Buffers.Binary;
using System.Text;
using FleetMigrator.Receiver.Faults;

namespace FleetMigrator.Receiver.Boot;

/// <summary>What can be known about the next start without starting: each check is cheap, and each has been seen to fail.</summary>
internal static class StaticChecks
{
    private static readonly string[] _files = ["/etc/passwd", "/sbin/init", "/bin/sh"];
    private static readonly string[] _programs = ["/sbin/init", "/bin/sh"];

    public static void Run(RepairScene scene)
    {
        var failures = new List<string>();
        Check(scene, failures, "kernels have their initramfs", Kernels(scene));
        Check(scene, failures, "boot menu", BootMenu.Problems(scene, scene.Has("/boot/grub2/grub.cfg") ? "/boot/grub2/grub.cfg" : "/boot/grub/grub.cfg"));
        Check(scene, failures, "boot sector", BootSector(scene));
        Check(scene, failures, "programs of the start", Programs(scene));
        Check(scene, failures, "fstab", scene.Has("/etc/fstab") ? Fstab.Check(File.ReadAllText(scene.Here("/etc/fstab"), Encoding.Latin1), scene.Partitions, scene.LeftOut).Unresolved : []);
        if (failures.Count > 0)
        {
            throw FaultCode.StaticCheckFailed.With(string.Join("; ", failures));
        }
    }

    private static void Check(RepairScene scene, List<string> failures, string name, IEnumerable<string> problems)
    {
        var found = problems.ToList();
        scene.Feed.Note(found.Count == 0 ? $"check {name}: ok" : $"check {name}: failed: {string.Join("; ", found)}");
        failures.AddRange(found.Select(problem => $"{name}: {problem}"));
    }

    private static IEnumerable<string> Kernels(RepairScene scene) => InstalledKernel.All(scene)
        .Select(kernel => (kernel, missing: InitramfsRepair.Missing(scene, kernel)))
        .Where(pair => pair.missing.Count > 0)
        .Select(pair => $"{pair.kernel.Image} lacks {string.Join(", ", pair.missing)}");

    private static IEnumerable<string> BootSector(RepairScene scene)
    {
        const int sector = 512;
        const int coreAddress = 0x5c; // where GRUB's boot sector keeps the place of its core image
        using var disk = File.OpenHandle(scene.SystemDisk.Node.Path);
        var first = new byte[sector];
        RandomAccess.Read(disk, first, 0);
        if (first[510] != 0x55 || first[511] != 0xaa || first.AsSpan().IndexOf("GRUB"u8) < 0)
        {
            yield return "it holds no GRUB";
            yield break;
        }

        var core = new byte[sector];
        RandomAccess.Read(disk, core, (long)BinaryPrimitives.ReadUInt64LittleEndian(first.AsSpan(coreAddress)) * scene.SystemDisk.Node.SectorBytes);
        if (core.AsSpan().IndexOfAnyExcept((byte)0) < 0)
        {
            yield return "the core image that it names is empty";
        }
    }

    private static IEnumerable<string> Programs(RepairScene scene)
    {
        foreach (var file in _files.Where(file => !scene.Has(file)))
        {
            yield return $"{file} is missing";
        }

        foreach (var program in _programs.Where(scene.Has))
        {
            if (Interpreter(scene.Here(program)) is { } interpreter && !scene.Has(interpreter))
            {
                yield return $"{program} needs {interpreter}, which is missing";
            }
        }
    }

    // The program header of type 3 names the loader of a dynamic ELF file.
    private static string? Interpreter(string path)
    {
        using var file = File.OpenHandle(path);
        var head = new byte[4096];
        var count = RandomAccess.Read(file, head, 0);
        if (count < 64 || !head.AsSpan(0, 5).SequenceEqual(new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2 }))
        {
            return null;
        }

        var table = (int)BinaryPrimitives.ReadUInt64LittleEndian(head.AsSpan(32));
        var size = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(54));
        for (var index = 0; index < BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(56)) && table + ((index + 1) * size) <= count; index++)
        {
            var header = head.AsSpan(table + (index * size), size);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) == 3)
            {
                var name = new byte[BinaryPrimitives.ReadInt64LittleEndian(header[32..])];
                RandomAccess.Read(file, name, BinaryPrimitives.ReadInt64LittleEndian(header[8..]));
                return Encoding.UTF8.GetString(name).TrimEnd('\0');
            }
        }

        return null;
    }
}
