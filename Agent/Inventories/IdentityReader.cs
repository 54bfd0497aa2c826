using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Inventories;

/// <summary>Facts by which the same machine is known again.</summary>
internal static class IdentityReader
{
    private const string NoAddress = "00:00:00:00:00:00";

    public static MachineIdentity Read(string root = "/")
    {
        var identity = new MachineIdentity
        {
            ProductUuid = Text(root, "sys/class/dmi/id/product_uuid").ToLowerInvariant(),
            ProductSerial = Text(root, "sys/class/dmi/id/product_serial"),
            MachineId = Text(root, "etc/machine-id"),
        };
        identity.MacAddresses.AddRange(Addresses(Path.Combine(root, "sys/class/net")));
        return identity;
    }

    private static IEnumerable<string> Addresses(string folder)
        => !Directory.Exists(folder)
            ? []
            : Directory.EnumerateFileSystemEntries(folder)
                // Bridges, bonds and tunnels have no device; their addresses are made up and change.
                .Where(card => Directory.Exists(Path.Combine(card, "device")))
                .Select(card => Text(card, "address").ToLowerInvariant())
                .Where(address => address is { Length: > 0 } and not NoAddress)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal);

    private static string Text(string root, string path)
    {
        try
        {
            var full = Path.Combine(root, path);
            return File.Exists(full) ? File.ReadAllText(full).Trim() : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // firmware without that fact answers with an error
        }
    }
}
