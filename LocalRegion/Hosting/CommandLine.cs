using System.Net;

namespace FleetMigrator.LocalRegion.Hosting;

/// <summary>Reads the arguments of the process.</summary>
internal static class CommandLine
{
    public const string Usage = """
        LocalRegion --data DIR [--listen 127.0.0.1:PORT] [--no-network] [--no-export-role]
                    [--public-image ID=ROOTFS.tar]... [--seed-bucket REGION/BUCKET]... [--edge-import-region REGION]...
        """;

    /// <exception cref="FormatException">The message says which argument is wrong.</exception>
    public static RegionOptions Parse(IReadOnlyList<string> arguments)
    {
        string? data = null;
        var port = 0;
        var network = true;
        var role = true;
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        var buckets = new List<(string, string)>();
        var edge = new List<string>();
        for (var at = 0; at < arguments.Count; at++)
        {
            switch (arguments[at])
            {
                case "--no-network":
                    network = false;
                    break;
                case "--no-export-role":
                    role = false;
                    break;
                case "--data":
                    data = Path.GetFullPath(Value(arguments, ref at));
                    break;
                case "--listen":
                    port = Port(Value(arguments, ref at));
                    break;
                case "--public-image":
                    var (id, file) = Pair(Value(arguments, ref at), '=');
                    images[id] = Path.GetFullPath(file);
                    break;
                case "--seed-bucket":
                    buckets.Add(Pair(Value(arguments, ref at), '/'));
                    break;
                case "--edge-import-region":
                    edge.Add(Value(arguments, ref at));
                    break;
                default:
                    throw new FormatException($"Unknown argument {arguments[at]}.");
            }
        }

        var options = new RegionOptions
        {
            Data = data ?? throw new FormatException("--data is missing."),
            Port = port,
            Network = network,
            ExportRole = role,
            PublicImages = images,
            SeedBuckets = buckets,
        };
        return edge.Count > 0 ? options with { EdgeImportRegions = edge } : options;
    }

    private static string Value(IReadOnlyList<string> arguments, ref int at)
        => ++at < arguments.Count ? arguments[at] : throw new FormatException($"{arguments[at - 1]} needs a value.");

    private static (string Left, string Right) Pair(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1
            ? (text[..at], text[(at + 1)..])
            : throw new FormatException($"{text} is not of the form LEFT{separator}RIGHT.");
    }

    private static int Port(string text)
        => IPEndPoint.TryParse(text, out var end) && IPAddress.IsLoopback(end.Address)
            ? end.Port
            : throw new FormatException($"{text} is not a loopback address with a port; the region is not for other hosts.");
}
