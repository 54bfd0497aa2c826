using System.Net;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>The range that plays the Internet: 198.18.S.0/24, with the host at .1. Range 198.18.0.0/15 is reserved for tests.</summary>
/// <param name="Slot">S, 0 to 255; free on this host when the network was made.</param>
public sealed record InternetNetwork(int Slot)
{
    public Bridge Bridge => new($"fmi{Slot}");

    /// <summary>Where servers of the host (region, silo) listen for machines.</summary>
    public IPAddress HostAddress => Address(1);

    public string Range => $"198.18.{Slot}.0/24";

    /// <param name="last">Last byte, 1 to 254; 1 is the host.</param>
    public IPAddress Address(int last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, 254);
        return IPAddress.Parse($"198.18.{Slot}.{last}");
    }
}
