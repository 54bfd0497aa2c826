using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.Cloud.Protocol.Shapes.Ecs;
using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.Cloud.Ecs;

/// <summary>Instances of people over ECS, and commands on them over Cloud Assistant.</summary>
internal sealed class EcsServers(OpenApiClient client) : ICloudServers
{
    private const int MostIds = 100;
    private const int StatusPage = 50;
    private const int MostServers = 10_000;

    // An address may be any of these; the wire has no field for all.
    private static readonly string[] _addressKinds = ["PrivateIpAddresses", "PublicIpAddresses", "EipAddresses"];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CloudServer>> Find(string region, ServerFilter filter, CancellationToken cancellation)
    {
        var found = new Dictionary<string, CloudServer>(StringComparer.Ordinal);
        foreach (var narrow in Narrowings(filter))
        {
            var parameters = narrow(new ParameterWriter(EcsActions.DescribeInstances).Set("RegionId", region)
                .Set("InstanceName", Given(filter.Name)).Set("ResourceGroupId", Given(filter.ResourceGroup)).SetTags(filter.Tags));
            foreach (var instance in await client.Collect(region, parameters, MostIds, (DescribeInstancesResponse page) => page.Instances, cancellation))
            {
                var server = Server(instance);
                if (filter.Addresses.Count == 0 || filter.Addresses.Any(address => address == server.PrivateAddress || address == server.PublicAddress))
                {
                    found[server.Id] = server;
                }
            }
        }

        return [.. found.Values.OrderBy(server => server.Id, StringComparer.Ordinal).Take(MostServers)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> Reachable(string region, IReadOnlyList<string> instanceIds, CancellationToken cancellation)
    {
        var answering = new List<string>();
        foreach (var ids in instanceIds.Chunk(StatusPage))
        {
            var parameters = new ParameterWriter(EcsActions.DescribeCloudAssistantStatus).Set("RegionId", region).SetList("InstanceId", ids);
            var statuses = await client.Collect(region, parameters, StatusPage, (DescribeCloudAssistantStatusResponse page) => page.InstanceCloudAssistantStatusSet, cancellation);
            answering.AddRange(statuses.Where(status => status.CloudAssistantStatus == "true").Select(status => status.InstanceId));
        }

        return answering;
    }

    /// <inheritdoc/>
    public async Task<string> Run(string region, string instanceId, string script, TimeSpan limit, string token, CancellationToken cancellation)
    {
        var parameters = new ParameterWriter(EcsActions.RunCommand)
            .Set("RegionId", region)
            .Set("Name", "FleetMigrator-import")
            .Set("Type", "RunShellScript")
            .Set("CommandContent", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(script)))
            .Set("ContentEncoding", "Base64")
            .Set("Timeout", (long)limit.TotalSeconds)
            .Set("RepeatMode", "Once")
            .SetList("InstanceId", [instanceId])
            .Set("ClientToken", token);
        return (await client.Call<RunCommandResponse>(region, parameters, cancellation)).InvokeId;
    }

    /// <inheritdoc/>
    public async Task<ServerCommand?> Result(string region, string invocationId, string instanceId, CancellationToken cancellation)
    {
        var parameters = new ParameterWriter(EcsActions.DescribeInvocationResults)
            .Set("RegionId", region).Set("InvokeId", invocationId).Set("InstanceId", instanceId).Set("ContentEncoding", "PlainText");
        var answer = await client.Call<DescribeInvocationResultsResponse>(region, parameters, cancellation);
        return answer.Invocation?.InvocationResults is [var result, ..]
            ? new ServerCommand(result.InvocationStatus, result.ExitCode, result.Output ?? "", result.ErrorCode ?? "", result.ErrorInfo ?? "")
            : null;
    }

    private static string? Given(string text) => text.Length > 0 ? text : null;

    /// <summary>The ways in which a query is narrowed; one query for each, because the wire joins all conditions by "and".</summary>
    private static IEnumerable<Func<ParameterWriter, ParameterWriter>> Narrowings(ServerFilter filter)
    {
        if (filter.Ids.Count > 0)
        {
            return filter.Ids.Chunk(MostIds).Select(ids => new Func<ParameterWriter, ParameterWriter>(query => query.SetJson("InstanceIds", ids)));
        }

        return filter.Addresses.Count > 0
            ? filter.Addresses.Chunk(MostIds).SelectMany(addresses => _addressKinds
                .Select(name => new Func<ParameterWriter, ParameterWriter>(query => query.SetJson(name, addresses))))
            : [query => query];
    }

    private static CloudServer Server(Instance instance) => new(
        instance.InstanceId,
        instance.InstanceName,
        instance.Status,
        instance.OSType ?? "",
        instance.OSNameEn ?? instance.OSName ?? "",
        instance.VpcAttributes?.PrivateIpAddress is [var inside, ..] ? inside : null,
        instance.PublicIpAddress is [var outside, ..] ? outside : string.IsNullOrEmpty(instance.EipAddress?.IpAddress) ? null : instance.EipAddress.IpAddress,
        instance.ResourceGroupId ?? "",
        instance.Tags.ToDictionary(tag => tag.TagKey, tag => tag.TagValue, StringComparer.Ordinal));
}
