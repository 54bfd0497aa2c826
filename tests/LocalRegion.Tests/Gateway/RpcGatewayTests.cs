using System.Text.Json;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.LocalRegion.Gateway;
using Microsoft.Extensions.DependencyInjection;

namespace FleetMigrator.LocalRegion.Tests.Gateway;

public sealed class RpcGatewayTests
{
    private static readonly (string, string)[] NewVpc = [("RegionId", RegionLab.Region), ("CidrBlock", "10.0.0.0/16"), ("ClientToken", "token-1")];

    [Fact]
    public async Task Every_action_of_the_table_is_carried_out_by_someone()
    {
        await using var lab = await RegionLab.Open();
        var registry = lab.Host.Services.GetRequiredService<ActionRegistry>();
        Assert.DoesNotContain(ActionTable.All, action => registry.Find(action) is null);
    }

    [Fact]
    public async Task Unknown_actions_and_misspelt_parameters_are_refused()
    {
        await using var lab = await RegionLab.Open();
        (await lab.Caller.Rpc(WireProduct.Ecs, "DescribeEverything")).Refused(404, "InvalidAction.NotFound");
        (await lab.Caller.Rpc(WireProduct.Vpc, "CreateVpc", ("RegionId", RegionLab.Region), ("CidrBlok", "10.0.0.0/16"))).Refused(400, "UnsupportedParameter");
        (await lab.Caller.Rpc(WireProduct.Vpc, "DescribeVpcs")).Refused(400, "MissingParameter");
        (await lab.Caller.Rpc(WireProduct.Vpc, "DescribeVpcs", ("RegionId", "cn-atlantis"))).Refused(404, "InvalidRegionId.NotFound");
    }

    [Fact]
    public async Task The_same_token_returns_the_first_result_and_has_one_effect()
    {
        await using var lab = await RegionLab.Open();
        var first = (await lab.Caller.Rpc(WireProduct.Vpc, "CreateVpc", NewVpc)).Good();
        await lab.Restart();
        var second = (await lab.Caller.Rpc(WireProduct.Vpc, "CreateVpc", NewVpc)).Good();
        Assert.Equal(first["VpcId"], second["VpcId"]);
        Assert.NotEqual(first["RequestId"], second["RequestId"]);

        (await lab.Caller.Rpc(WireProduct.Vpc, "CreateVpc", ("RegionId", RegionLab.Region), ("CidrBlock", "10.1.0.0/16"), ("ClientToken", "token-1")))
            .Refused(400, "IdempotentParameterMismatch");
        Assert.Equal([first["VpcId"]], await Created(lab, "token-1"));
    }

    [Fact]
    public async Task A_dry_run_says_that_it_would_work_and_does_nothing()
    {
        await using var lab = await RegionLab.Open();
        (await lab.Caller.Rpc(WireProduct.Vpc, "CreateVpc", [.. NewVpc, ("DryRun", "True")])).Refused(400, "DryRunOperation");
        Assert.Empty(lab.State.Vpcs.All);
    }

    [Fact]
    public async Task A_failure_after_the_effect_is_healed_by_repeating_with_the_token()
    {
        await using var lab = await RegionLab.Open();
        await lab.Http.PostAsync(
            new Uri(lab.Host.LocalEndpoint, "_region/faults"),
            new StringContent("""[{"action":"CreateVpc","count":1,"code":"ServiceUnavailable","httpStatus":503,"afterEffect":true}]""", System.Text.Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken);
        (await lab.Caller.Rpc(WireProduct.Vpc, "CreateVpc", NewVpc)).Refused(503, "ServiceUnavailable");
        var vpc = (await lab.Caller.Rpc(WireProduct.Vpc, "CreateVpc", NewVpc)).Good();
        Assert.Equal([vpc["VpcId"]], lab.State.Vpcs.Ids);
        Assert.Equal([vpc["VpcId"]], await Created(lab, "token-1"));
    }

    [Fact]
    public async Task A_request_line_of_a_hundred_kilobytes_is_read()
    {
        await using var lab = await RegionLab.Open();
        var refused = await lab.Caller.Rpc(
            WireProduct.Ecs, "RunInstances", ("RegionId", RegionLab.Region), ("UserData", new string('A', 100_000)), ("VSwitchId", "vsw-x"));
        refused.Refused(403, "OperationDenied");
        Assert.Contains("without a network", refused["Message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_leaves_what_was_there_at_the_first_start()
    {
        await using var lab = await RegionLab.Open();
        (await lab.Caller.Rpc(WireProduct.Vpc, "CreateVpc", NewVpc)).Good();
        using var put = await lab.Caller.Oss("PUT", RegionLab.Bucket, "k", body: [1]);
        using var reset = await lab.Http.PostAsync(new Uri(lab.Host.LocalEndpoint, "_region/reset"), content: null, TestContext.Current.CancellationToken);
        Assert.Equal(204, (int)reset.StatusCode);
        Assert.Empty(lab.State.Vpcs.All);
        Assert.Empty(lab.State.Objects.All);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(lab.Options.Data, "oss", "files")));
        Assert.Equal(["elsewhere", RegionLab.Bucket], lab.State.Buckets.Ids);
        (await lab.Caller.Rpc(WireProduct.Vpc, "CreateVpc", NewVpc)).Good();
    }

    private static async Task<IReadOnlyList<string>> Created(RegionLab lab, string token)
    {
        var text = await lab.Http.GetStringAsync(new Uri(lab.Host.LocalEndpoint, "_region/calls"), TestContext.Current.CancellationToken);
        using var calls = JsonDocument.Parse(text);
        return
        [
            .. calls.RootElement.EnumerateArray()
                .Where(call => call.TryGetProperty("token", out var given) && given.GetString() == token)
                .SelectMany(call => call.GetProperty("created").EnumerateArray())
                .Select(id => id.GetString()!),
        ];
    }
}
