using System.Net;
using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using NSubstitute;
using static FleetMigrator.Cloud.Tests.Calls.FakeCloud;

namespace FleetMigrator.Cloud.Tests.Calls;

public sealed class OpenApiClientTests
{
    private static readonly RunInstanceRequest Run = new(
        "cn-beijing", "cn-beijing-a", "debian", "ecs.t", "sg-1", "vsw-1", "No_Delete_SMC_Transition_Instance", 40,
        [new("SMC_Temp_Disk", 20), new("scratch", 30)], "#!/bin/sh\n", 10, new Dictionary<string, string> { ["fleet-job"] = "j-1" }, "token-1");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repeated_create_keeps_its_token_and_gets_a_new_nonce()
    {
        var tries = 0;
        using var fake = new FakeCloud(_ => ++tries switch
        {
            1 => Error(503, "ServiceUnavailable"),
            2 => throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut"),
            _ => Json("""{"RequestId":"R","InstanceIdSets":{"InstanceIdSet":["i-1"]}}"""),
        });

        Assert.Equal("i-1", await fake.Cloud.Compute.RunInstance(Run, Cancellation));

        Assert.Equal(3, fake.Requests.Count);
        Assert.All(fake.Requests, request => Assert.Equal("token-1", request.Parameters!.Text("ClientToken")));
        Assert.Equal(3, fake.Requests.Select(request => request.Wire.Header("x-acs-signature-nonce")).Distinct().Count());
        Assert.Equal(3, fake.Requests.Select(request => request.Wire.Header("Authorization")).Distinct().Count());
    }

    [Fact]
    public async Task A_refusal_is_not_repeated_and_carries_code_and_request_id()
    {
        using var fake = new FakeCloud(_ => Error(403, "OperationDenied.NoStock"));
        var refused = await Assert.ThrowsAsync<FleetException>(() => fake.Cloud.Compute.RunInstance(Run, Cancellation));
        Assert.Single(fake.Requests);
        Assert.Equal("FM-4008", refused.Code);
        Assert.Equal("OperationDenied.NoStock", refused.CloudCode());
        Assert.Equal("REQ-1", refused.Data[CloudFacts.RequestId]);
        Assert.Contains("ecs:RunInstances in cn-beijing", refused.Fault.Cause);
        Assert.DoesNotContain(Key.Secret, refused.ToString());
    }

    [Fact]
    public async Task After_the_last_try_the_caller_learns_the_last_fault()
    {
        using var fake = new FakeCloud(_ => Error(400, "Throttling.User"));
        var refused = await Assert.ThrowsAsync<FleetException>(() => fake.Cloud.Compute.Regions(Cancellation));
        Assert.Equal("FM-4005", refused.Code);
        Assert.Equal(fake.Options.Tries, fake.Requests.Count);
    }

    [Fact]
    public async Task Every_try_waits_for_its_turn()
    {
        var pace = Substitute.For<ICallPace>();
        var answers = new Queue<HttpResponseMessage>([FakeCloud.Error(400, "Throttling.User"), FakeCloud.Json("{}")]);
        using var cloud = new FakeCloud(_ => answers.Dequeue(), pace: pace);
        await cloud.Cloud.Compute.Regions(default);
        await pace.Received(2).Wait("cn-beijing", Arg.Any<CancellationToken>());
        Assert.Equal(2, cloud.Requests.Count);
    }

    [Fact]
    public async Task Any_error_with_a_positive_retry_after_is_throttling()
    {
        var tries = 0;
        using var fake = new FakeCloud(_ =>
        {
            if (++tries > 1)
            {
                return Json("""{"RequestId":"R"}""");
            }

            var slow = Error(400, "Strange");
            slow.Headers.Add("x-acs-retry-after", "2");
            return slow;
        });
        await fake.Cloud.Compute.DeleteDisk("cn-beijing", "d-1", Cancellation);
        Assert.Equal(2, fake.Requests.Count);
    }

    [Fact]
    public async Task A_wrong_clock_is_corrected_once_from_the_answers_date()
    {
        var cloudTime = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
        using var fake = new FakeCloud(_ =>
        {
            var refusal = Error(400, "InvalidTimeStamp.Expired");
            refusal.Headers.Date = cloudTime;
            return refusal;
        });
        await Assert.ThrowsAsync<FleetException>(() => fake.Cloud.Compute.Regions(Cancellation));
        Assert.Equal(2, fake.Requests.Count);
        Assert.True(WireTime.TryParse(fake.Requests[1].Wire.Header("x-acs-date"), out var second));
        Assert.InRange(second, cloudTime, cloudTime.AddMinutes(1));
    }

    [Fact]
    public async Task A_lost_answer_of_a_call_without_token_is_not_repeated_blindly()
    {
        using var fake = new FakeCloud(request => request.Action == "ExportImage"
            ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut")
            : Json("""{"TotalCount":0,"TaskSet":{"Task":[]}}"""));
        var refused = await Assert.ThrowsAsync<FleetException>(() => fake.Cloud.Compute.ExportImage("cn-beijing", "m-1", "transit", "j1", Cancellation));
        Assert.Equal("FM-4001", refused.Code);
        Assert.Single(fake.Requests, request => request.Action == "ExportImage");
    }

    [Fact]
    public async Task A_proxy_that_answers_in_html_is_a_fault_with_the_status()
    {
        using var fake = new FakeCloud(_ => new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("<html>") });
        var refused = await Assert.ThrowsAsync<FleetException>(() => fake.Cloud.Compute.Regions(Cancellation));
        Assert.Equal("FM-4006", refused.Code);
        Assert.Contains("502", refused.Fault.Cause);
    }

    [Fact]
    public void The_common_budget_ends_retries_when_everything_fails()
    {
        var budget = new RetryBudget();
        Assert.Equal(100, Enumerable.Range(0, 200).Count(_ => budget.TryTake()));
        for (var at = 0; at < 10; at++)
        {
            budget.Succeeded();
        }

        Assert.True(budget.TryTake());
        Assert.False(budget.TryTake());
    }

    [Theory]
    [InlineData(404, "InvalidAccessKeyId.NotFound", "FM-4002")]
    [InlineData(403, "InvalidAccessKeyId", "FM-4002")]
    [InlineData(400, "SignatureDoesNotMatch", "FM-4003")]
    [InlineData(403, "Forbidden.RAM", "FM-4004")]
    [InlineData(403, "AccessDenied", "FM-4004")]
    [InlineData(400, "Throttling.ConcurrentLimitExceeded", "FM-4005")]
    [InlineData(503, "UploadTrafficRateLimitExceeded", "FM-4005")]
    [InlineData(500, "InternalError", "FM-4006")]
    [InlineData(502, "", "FM-4006")]
    [InlineData(404, "InvalidInstanceId.NotFound", "FM-4007")]
    [InlineData(404, "NoSuchBucket", "FM-4007")]
    [InlineData(404, "", "FM-4007")]
    [InlineData(404, "InvalidSystemDiskSize.LessThanImageSize", "FM-4008")]
    [InlineData(403, "IncorrectDiskStatus.NeverAttached", "FM-4008")]
    [InlineData(403, "ConcurrentQuotaExceed.ExportImage", "FM-4009")]
    [InlineData(403, "DependencyViolation", "FM-4010")]
    [InlineData(403, "LastTokenProcessing", "FM-4010")]
    [InlineData(403, "IncorrectInstanceStatus.Initializing", "FM-4010")]
    [InlineData(403, "InvalidAccountStatus.NotEnoughBalance", "FM-4011")]
    [InlineData(403, "NoSetRoletoECSServiceAcount", "FM-4012")]
    [InlineData(400, "ens.user.NotOpened", "FM-4014")]
    [InlineData(403, "InvalidAccountStatus.SnapshotServiceUnavailable", "FM-4014")]
    public void The_clouds_codes_become_ours(int status, string cloud, string ours)
        => Assert.Equal(ours, CloudFaults.Classify(new("call", status, cloud, "", "")).Id);
}
