using System.Net.NetworkInformation;
using System.Net.Sockets;
using FleetMigrator.Agent.Inventories.Disks;
using FleetMigrator.Agent.Linux;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Inventories;

/// <summary>Takes the inventory of this server with nothing but the kernel's files.</summary>
internal sealed class InventoryReader(DiskReader disks, string root = "/")
{
    // The EFI system partition: a server that starts by UEFI has one.
    private const string EfiSystemGuid = "C12A7328-F81F-11D2-BA4B-00A0C93EC93B";
    private const string EfiSystemType = "ef";

    private static readonly string[] LvmTools = ["usr/sbin/lvm", "sbin/lvm", "usr/bin/lvm"];

    public Inventory Read()
    {
        var name = SystemName.Read();
        var release = OsRelease.Read(root);
        var inventory = new Inventory
        {
            Hostname = name.Host,
            OsFamily = name.System.ToLowerInvariant(),
            OsId = release.Id,
            OsVersion = release.Version,
            OsName = release.Name,
            Kernel = name.Release,
            Architecture = name.Machine,
            CpuCount = Environment.ProcessorCount,
            MemoryBytes = MemoryTable.Read().TotalBytes,
            Selinux = SelinuxState.Read(root),
            Lvm2Installed = LvmTools.Any(tool => File.Exists(Path.Combine(root, tool))),
        };
        inventory.Disks.AddRange(disks.Read(MountTable.Read()));
        inventory.Firmware = StartsByUefi(inventory.Disks) ? "uefi" : "bios";
        inventory.Addresses.AddRange(Addresses());
        inventory.Swaps.AddRange(SwapSpace.Read().Select(swap => swap.Path));
        return inventory;
    }

    /// <summary>
    /// The kernel's word alone isn't enough: a server in a container sees its host's firmware, but never boots by it.
    /// </summary>
    private bool StartsByUefi(IEnumerable<Disk> found)
        => Directory.Exists(Path.Combine(root, "sys/firmware/efi"))
            && found.SelectMany(disk => disk.Partitions).Any(partition => partition.Type is EfiSystemGuid or EfiSystemType);

    private static IEnumerable<string> Addresses()
        => NetworkInterface.GetAllNetworkInterfaces()
            .Where(card => card.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(address => address.Address)
            .Where(address => address.AddressFamily == AddressFamily.InterNetwork || !address.IsIPv6LinkLocal)
            .Select(address => address.ToString())
            .Distinct(StringComparer.Ordinal);
}
