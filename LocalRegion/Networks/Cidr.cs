using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using FleetMigrator.Cloud.Protocol.Errors;

namespace FleetMigrator.LocalRegion.Networks;

/// <summary>An IPv4 range.</summary>
/// <param name="First">Its first address as a number.</param>
/// <param name="Prefix">Length of its mask.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Cidr(uint First, int Prefix)
{
    public long Count => 1L << (32 - Prefix);

    public uint Last => (uint)(First + Count - 1);

    public static Cidr Parse(string text, int leastPrefix, int mostPrefix)
    {
        if (!IPNetwork.TryParse(text, out var network)
            || network.BaseAddress.AddressFamily != AddressFamily.InterNetwork
            || network.PrefixLength < leastPrefix
            || network.PrefixLength > mostPrefix)
        {
            throw VpcErrors.CidrMalformed.Because($"The range \"{text}\" is not an IPv4 range with a mask of {leastPrefix} to {mostPrefix} bits.");
        }

        return new Cidr(BinaryPrimitives.ReadUInt32BigEndian(network.BaseAddress.GetAddressBytes()), network.PrefixLength);
    }

    public bool Contains(Cidr other) => other.First >= First && other.Last <= Last;

    public bool Overlaps(Cidr other) => other.First <= Last && First <= other.Last;

    /// <summary>Addresses that instances may have: the first one and the last three are the cloud's own.</summary>
    public IEnumerable<string> Usable()
    {
        for (var address = First + 1L; address <= Last - 3L; address++)
        {
            yield return Write((uint)address);
        }
    }

    public static string Write(uint address) => $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}";
}
