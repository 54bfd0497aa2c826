using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Signatures;
using Microsoft.Extensions.Time.Testing;

namespace FleetMigrator.LocalRegion.Tests.Gateway;

public sealed class SignatureTests
{
    [Fact]
    public async Task A_signed_call_is_answered_and_a_call_with_a_wrong_secret_is_not()
    {
        await using var lab = await RegionLab.Open();
        var regions = (await lab.Caller.Rpc(WireProduct.Ecs, "DescribeRegions")).Good();
        Assert.Contains(RegionLab.Region, regions.Body.ToString(), StringComparison.Ordinal);

        var wrong = lab.Caller with { Key = lab.Caller.Key with { Secret = "wrong" } };
        var refused = await wrong.Rpc(WireProduct.Ecs, "DescribeRegions");
        refused.Refused(400, "SignatureDoesNotMatch");
        Assert.Contains("server StringToSign is [", refused["Message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_key_is_refused_before_its_signature()
    {
        await using var lab = await RegionLab.Open();
        var stranger = lab.Caller with { Key = new AccessKey("LTAIstranger", "secret") };
        (await stranger.Rpc(WireProduct.Ecs, "DescribeRegions")).Refused(404, "InvalidAccessKeyId.NotFound");
    }

    [Fact]
    public async Task A_nonce_is_good_once()
    {
        await using var lab = await RegionLab.Open();
        var caller = lab.Caller with { Nonce = "one-and-only" };
        (await caller.Rpc(WireProduct.Ecs, "DescribeRegions")).Good();
        (await caller.Rpc(WireProduct.Ecs, "DescribeRegions")).Refused(400, "SignatureNonceUsed");
    }

    [Fact]
    public async Task A_date_more_than_fifteen_minutes_off_is_refused()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        await using var lab = await RegionLab.Open(clock);
        var early = lab.Caller with { Clock = new FakeTimeProvider(clock.GetUtcNow().AddMinutes(-14)) };
        var late = lab.Caller with { Clock = new FakeTimeProvider(clock.GetUtcNow().AddMinutes(16)) };
        (await early.Rpc(WireProduct.Ecs, "DescribeRegions")).Good();
        (await late.Rpc(WireProduct.Ecs, "DescribeRegions")).Refused(400, "InvalidTimeStamp.Expired");
    }

    [Fact]
    public async Task The_old_signature_is_understood_and_answered_as_xml()
    {
        await using var lab = await RegionLab.Open();
        var good = await lab.Caller.OldRpc(WireProduct.Ecs, "DescribeZones", ("RegionId", RegionLab.Region));
        Assert.Contains("<DescribeZonesResponse>", good, StringComparison.Ordinal);
        Assert.Contains("<ZoneId>cn-beijing-h</ZoneId>", good, StringComparison.Ordinal);

        var wrong = lab.Caller with { Key = lab.Caller.Key with { Secret = "wrong" } };
        var refused = await wrong.OldRpc(WireProduct.Ecs, "DescribeZones", ("RegionId", RegionLab.Region));
        Assert.Contains("Specified signature is not matched with our calculation.", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_signatures_of_the_object_store_are_understood()
    {
        await using var lab = await RegionLab.Open();
        using var put = await lab.Caller.Oss("PUT", RegionLab.Bucket, "a b/ü+%.txt", body: [1, 2, 3]);
        Assert.Equal(200, (int)put.StatusCode);
        using var get = await lab.Caller.OldOss("GET", RegionLab.Bucket, "a b/ü+%.txt");
        Assert.Equal([1, 2, 3], await get.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        var wrong = lab.Caller with { Key = lab.Caller.Key with { Secret = "wrong" } };
        using var fourth = await wrong.Oss("GET", RegionLab.Bucket, "x");
        using var first = await wrong.OldOss("GET", RegionLab.Bucket, "x");
        Assert.Equal((403, 403), ((int)fourth.StatusCode, (int)first.StatusCode));
    }

    [Fact]
    public async Task A_bucket_is_served_by_its_own_region_only()
    {
        await using var lab = await RegionLab.Open();
        using var refused = await lab.Caller.Oss("GET", RegionLab.Bucket, "x", region: "cn-hangzhou");
        Assert.Equal(400, (int)refused.StatusCode);
        Assert.Contains("Invalid signing region", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var location = await lab.Caller.Oss("GET", RegionLab.Bucket, query: "location", region: "cn-hangzhou");
        Assert.Contains("oss-cn-beijing", await location.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_presigned_address_works_until_it_expires()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        await using var lab = await RegionLab.Open(clock);
        var put = lab.Caller.Presign("PUT", RegionLab.Bucket, "k", TimeSpan.FromMinutes(10));
        using var good = await lab.Caller.Send("PUT", put, [], [7]);
        Assert.Equal(200, (int)good.StatusCode);
        clock.Advance(TimeSpan.FromMinutes(11));
        using var late = await lab.Caller.Send("PUT", put, [], [8]);
        Assert.Equal(403, (int)late.StatusCode);
        Assert.Contains("Request has expired", await late.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
