using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Session;

/// <summary>What a receiver says about the machine it runs on.</summary>
internal static class InstanceFacts
{
    private const string MetadataId = "http://100.100.100.200/latest/meta-data/instance-id";
    private static readonly TimeSpan _metadataLimit = TimeSpan.FromSeconds(2);

    public static string Version => typeof(InstanceFacts).Assembly.GetName().Version?.ToString(3) ?? "0";

    public static async Task<ReceiverHello> Hello(string token, CancellationToken cancellation)
    {
        var hello = new ReceiverHello
        {
            Token = token,
            Version = Version,
            BootId = (await File.ReadAllTextAsync("/proc/sys/kernel/random/boot_id", cancellation)).Trim(),
            InstanceId = await InstanceId(cancellation),
        };
        hello.Addresses.AddRange(Addresses());
        return hello;
    }

    private static IEnumerable<string> Addresses() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(card => card.OperationalStatus == OperationalStatus.Up)
        .SelectMany(card => card.GetIPProperties().UnicastAddresses)
        .Select(address => address.Address)
        .Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
        .Select(address => address.ToString());

    private static async Task<string> InstanceId(CancellationToken cancellation)
    {
        try
        {
            using var client = new HttpClient { Timeout = _metadataLimit };
            return (await client.GetStringAsync(MetadataId, cancellation)).Trim();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return ""; // Machines without a metadata service have no id to tell.
        }
    }
}
