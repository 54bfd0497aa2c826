using System.Diagnostics;
using FleetMigrator.Receiver.Tests.Disks;
using FleetMigrator.Transfer.Protos;
using Google.Protobuf;

namespace FleetMigrator.Receiver.Tests.Boot;

/// <summary>A real Debian, copied bare onto prepared disks, is repaired by the receiver's own program and started from its boot sector.</summary>
[Trait("Kind", "system")]
public sealed class RepairBootTests
{
    private const long Mega = 1 << 20;
    private const string RootUuid = "7d9f6a52-6d1c-4f8e-9f5e-0c1b2a3d4e5f";
    private const string DataUuid = "3a1b5c7d-2e4f-4a6b-8c9d-1e2f3a4b5c6d";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copied_debian_is_repaired_released_and_starts_to_its_login_prompt()
    {
        LoopDisk.RequireRoot();
        var system = SystemTar();
        using var disk = new LoopDisk(3072 * Mega);
        using var data = new LoopDisk(256 * Mega);
        using var node = new NamedNode(disk);
        using var dataNode = new NamedNode(data);
        using var folder = new TemporaryFolder();
        var plan = Plan(node, disk, dataNode, data);

        Apply(folder, new ReceiverCommand { Id = "1", PrepareDisks = new PrepareDisks { JobId = "j-1", Disks = { plan } } });
        Copy(disk, 2, folder, system);
        var repaired = Apply(folder, new ReceiverCommand { Id = "2", RepairBoot = new RepairBoot { JobId = "j-1", Disks = { plan } } });
        Assert.Contains("check boot menu: ok", repaired, StringComparison.Ordinal);
        Assert.Contains("/etc/fstab: /data: /dev/sdb became UUID=" + DataUuid, repaired, StringComparison.Ordinal);
        Assert.Contains("changed: /boot/grub/grub.cfg", repaired, StringComparison.Ordinal);

        // Again, as after a crash: it begins with the pristine replica and ends the same.
        var again = Apply(folder, new ReceiverCommand { Id = "3", RepairBoot = new RepairBoot { JobId = "j-1", Disks = { plan } } });
        Assert.Contains("undone from an earlier attempt: /etc/fstab", again, StringComparison.Ordinal);
        Assert.Contains("/etc/fstab: /data: /dev/sdb became UUID=" + DataUuid, again, StringComparison.Ordinal);

        var released = Apply(folder, new ReceiverCommand { Id = "4", ReleaseDisks = new ReleaseDisks { JobId = "j-1" } });
        Assert.Contains("nothing holds it", released, StringComparison.Ordinal);
        await Starts(disk.File, data.File);
    }

    private static string SystemTar()
    {
        var cache = Environment.GetEnvironmentVariable("FLEET_CACHE") ?? "/var/cache/fleetmigrator";
        var tar = Path.Combine(cache, "source.tar");
        if (!File.Exists(tar) || Tools.Toolbox.Find("qemu-system-x86_64") is null)
        {
            Assert.Skip($"needs {tar} (made by deploy/images/build-images.sh) and qemu-system-x86_64");
        }

        return tar;
    }

    private static TargetDisk[] Plan(NamedNode node, LoopDisk disk, NamedNode dataNode, LoopDisk data)
    {
        var system = new TargetDisk { Device = node.Path, SizeBytes = disk.Bytes, Table = "gpt", TableId = "a1b2c3d4-0000-4000-8000-00000000beef", System = true };
        system.Partitions.Add(new TargetPartition
        {
            Number = 1, StartBytes = Mega, SizeBytes = Mega, Type = "21686148-6449-6e6f-744e-656564454649", Id = "11111111-2222-4333-8444-555555555555",
        });
        system.Partitions.Add(new TargetPartition
        {
            Number = 2, StartBytes = 2 * Mega, SizeBytes = 3000 * Mega, Type = "0fc63daf-8483-4772-8e79-3d69d8477de4", Id = "22222222-2222-4333-8444-555555555555",
            FileSystem = "ext4", Uuid = RootUuid, Label = "root", MountPoint = "/", Volume = 1,
        });
        var second = new TargetDisk { Index = 1, Device = dataNode.Path, SizeBytes = data.Bytes, Table = "none" };
        second.Partitions.Add(new TargetPartition { SizeBytes = data.Bytes, FileSystem = "ext4", Uuid = DataUuid, MountPoint = "/data", Volume = 2 });
        return [system, second];
    }

    private static void Copy(LoopDisk disk, int number, TemporaryFolder folder, string tar)
    {
        // In a mount namespace of its own, so that nothing stays mounted however this ends.
        var script = $"""
            set -eu
            mkdir {folder.Path}/mnt
            mount {disk.Device}p{number} {folder.Path}/mnt
            tar --extract --file={tar} --directory={folder.Path}/mnt --numeric-owner --xattrs --xattrs-include='*'
            mkdir -p {folder.Path}/mnt/data
            printf 'UUID={RootUuid} / ext4 errors=remount-ro 0 1\n/dev/sdb /data ext4 defaults 0 2\n' > {folder.Path}/mnt/etc/fstab
            printf '0123456789abcdef0123456789abcdef\n' > {folder.Path}/mnt/etc/machine-id
            umount {folder.Path}/mnt
            """;
        Shell.Run("unshare", "--mount", "sh", "-c", script);
    }

    private static string Apply(TemporaryFolder folder, ReceiverCommand command)
    {
        var file = Path.Combine(folder.Path, command.Id + ".command");
        File.WriteAllBytes(file, command.ToByteArray());
        var program = typeof(CommandLine).Assembly.Location;
        return Shell.Run(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", program, "apply", file, "--state", Path.Combine(folder.Path, "state"));
    }

    private static async Task Starts(string disk, string data)
    {
        var start = Tools.Toolbox.Describe("qemu-system-x86_64",
        [
            "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2", "-m", "1024", "-display", "none", "-nodefaults", "-no-reboot", "-serial", "stdio",
            "-drive", $"file={disk},format=raw,if=virtio,snapshot=on", "-drive", $"file={data},format=raw,if=virtio,snapshot=on",
        ]);
        using var machine = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromMinutes(10)); // Emulated, beside whatever else the machine does.
        try
        {
            var buffer = new char[4096];
            var text = "";
            while (!text.Contains("login:", StringComparison.Ordinal))
            {
                var count = await machine.StandardOutput.ReadAsync(buffer, limit.Token);
                Assert.True(count > 0, "the machine ended: " + text);
                text += new string(buffer, 0, count);
                Assert.DoesNotContain("(initramfs)", text, StringComparison.Ordinal);
                Assert.DoesNotContain("Kernel panic", text, StringComparison.Ordinal);
                Assert.DoesNotContain("emergency mode", text, StringComparison.Ordinal);
            }

            Assert.Matches("Mounted .*data.mount", text); // The second disk came up at its place.
        }
        finally
        {
            machine.Kill();
            await machine.WaitForExitAsync(CancellationToken.None);
        }
    }
}
