using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using FleetMigrator.LocalRegion.Machines;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>What an instance is told about itself at 100.100.100.200, with or without a token.</summary>
internal sealed class InstanceMetadata(RegionState state, InstanceWriter writer, TimeProvider clock)
{
    private const string TokenPath = "/latest/api/token";
    private const string TokenHeader = "X-aliyun-ecs-metadata-token";
    private const string TokenLifeHeader = "X-aliyun-ecs-metadata-token-ttl-seconds";
    private const int MostTokenSeconds = 21600;
    private const string Root = "/latest/";
    private static readonly MetadataResponse NotFound = new(404, "Not Found");
    private readonly ConcurrentDictionary<string, DateTimeOffset> _tokens = new(StringComparer.Ordinal);

    public MetadataResponse Answer(string instanceId, MetadataRequest request)
    {
        var path = request.Path.Split('?')[0];
        if (path == TokenPath)
        {
            return request.Method == "PUT" ? NewToken(instanceId, request) : new MetadataResponse(405, "Method Not Allowed");
        }

        if (request.Method is not ("GET" or "HEAD"))
        {
            return new MetadataResponse(405, "Method Not Allowed");
        }

        if (request.Headers.TryGetValue(TokenHeader, out var token) && !IsGood(instanceId, token))
        {
            return new MetadataResponse(401, "Unauthorized");
        }

        var entries = state.Read(() => state.Instances.Find(instanceId) is { } instance ? Entries(instance) : null);
        if (entries is null || !path.StartsWith(Root, StringComparison.Ordinal))
        {
            return NotFound;
        }

        var name = path[Root.Length..];
        if (entries.TryGetValue(name.TrimEnd('/'), out var value))
        {
            return new MetadataResponse(200, value);
        }

        return List(entries, name);
    }

    private static MetadataResponse List(SortedDictionary<string, string> entries, string name)
    {
        var folder = name.Length == 0 || name.EndsWith('/') ? name : name + "/";
        var inside = entries.Keys
            .Where(key => key.StartsWith(folder, StringComparison.Ordinal))
            .Select(key => key[folder.Length..])
            .Select(rest => rest.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? rest[..(slash + 1)] : rest)
            .Distinct()
            .ToList();
        return inside.Count > 0 ? new MetadataResponse(200, string.Join('\n', inside)) : NotFound;
    }

    private SortedDictionary<string, string> Entries(Instance instance)
    {
        var entries = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["meta-data/instance-id"] = instance.Id,
            ["meta-data/region-id"] = instance.Region,
            ["meta-data/zone-id"] = instance.Zone,
            ["meta-data/hostname"] = instance.HostName,
            ["meta-data/image-id"] = instance.ImageId,
            ["meta-data/instance/instance-type"] = instance.Type,
            ["meta-data/instance/instance-name"] = instance.Name,
            ["meta-data/private-ipv4"] = instance.PrivateAddress,
            ["meta-data/mac"] = instance.MacAddress,
            ["meta-data/network-type"] = "vpc",
            ["meta-data/vpc-id"] = instance.VpcId,
            ["meta-data/vswitch-id"] = instance.VSwitchId,
        };
        if (writer.PublicAddress(instance) is { } address)
        {
            entries["meta-data/eipv4"] = address;
            entries["meta-data/public-ipv4"] = address;
        }

        if (instance.UserData is { } script)
        {
            entries["user-data"] = script;
        }

        return entries;
    }

    private MetadataResponse NewToken(string instanceId, MetadataRequest request)
    {
        if (!request.Headers.TryGetValue(TokenLifeHeader, out var text)
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds is < 1 or > MostTokenSeconds)
        {
            return new MetadataResponse(400, "Bad Request");
        }

        var now = clock.GetUtcNow();
        foreach (var (old, until) in _tokens)
        {
            if (until < now)
            {
                _tokens.TryRemove(old, out _);
            }
        }

        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        _tokens[instanceId + token] = now.AddSeconds(seconds);
        return new MetadataResponse(200, token);
    }

    private bool IsGood(string instanceId, string token) => _tokens.TryGetValue(instanceId + token, out var until) && clock.GetUtcNow() < until;
}
