using System.Security.Cryptography;
using System.Text;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>
/// The names that the things of one state folder bear in the kernel. They follow from the folder's path, so that after
/// any crash the things can be found by name, and two regions on one host never touch each other's.
/// </summary>
internal sealed class Scope(string stateFolder)
{
    public string Id { get; } = Hash(stateFolder, 8);

    public string Prefix => $"fm-{Id}-";

    /// <summary>Network namespace and cgroup of a machine.</summary>
    public string NameOf(string machineId) => Prefix + machineId;

    /// <summary>Host end of a link; interface names have at most 15 letters.</summary>
    public string LinkName(string machineId, int index) => LinkPrefix + Hash($"{Id}/{machineId}/{index}", 6);

    public string LinkPrefix => "fme" + Id[..6];

    public string SwitchName(string switchId) => "fmv" + Hash($"{Id}/{switchId}", 12);

    /// <summary>
    /// Hardware address of a bridge. It is given in the call that creates the bridge, so ownership is never in doubt,
    /// whatever is killed when.
    /// </summary>
    public string BridgeAddress
    {
        get
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes("bridge " + Id));
            return "02:" + string.Join(':', hash.Take(5).Select(part => part.ToString("x2")));
        }
    }

    public static string Hash(string text, int letters)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..letters];
}
