using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Silo.Certificates;
using FleetMigrator.Silo.Tests.Hosting;
using FleetMigrator.Transfer.Protos;
using Grpc.Core;
using CommandReport = FleetMigrator.Transfer.Protos.CommandReport;

namespace FleetMigrator.Silo.Tests.Gateway;

/// <summary>Agents against the real listener, with real certificates and grains.</summary>
public sealed class AgentGatewayTests(RunningSilo silo) : IClassFixture<RunningSilo>
{
    [Fact]
    public async Task A_server_with_a_code_gets_an_identity_and_comes_online()
    {
        using var agent = new AgentPeer(silo, "machine-1");
        var reply = await agent.Enrol(await Code());
        Assert.StartsWith("s-", reply.SourceId, StringComparison.Ordinal);
        Assert.Equal($"CN={reply.SourceId}", agent.Certificate!.Subject);

        using var stream = await agent.Connect();
        var welcome = await stream.Next(down => down.Welcome is not null);
        Assert.True(welcome.Welcome.HeartbeatMs > 0);
        await stream.Send(new AgentUp { Heartbeat = new Heartbeat { Sequence = 7 } });
        Assert.Equal(7, (await stream.Next(down => down.Ack is not null)).Ack.Sequence);

        var source = await silo.Grains.GetGrain<ISourceServer>(agent.SourceId).View();
        Assert.Equal(SourceState.Online, source.State);
        Assert.Equal("machine-1", source.Inventory.Hostname);
    }

    [Fact]
    public async Task A_command_goes_down_and_its_report_comes_up()
    {
        using var agent = new AgentPeer(silo, "machine-2");
        await agent.Enrol(await Code());
        using var stream = await agent.Connect();
        await stream.Next(down => down.Welcome is not null);
        var source = silo.Grains.GetGrain<ISourceServer>(agent.SourceId);

        await source.Command(new PreflightCommand("c-1"));
        Assert.Equal("c-1", (await stream.Next(down => down.Command is not null)).Command.Id);
        await stream.Send(new AgentUp
        {
            Report = new CommandReport { CommandId = "c-1", State = CommandReport.Types.State.Succeeded, Checks = { new Check { Name = "architecture", Outcome = "ok" } } },
        });
        // Messages of one stream are handled in their order: when this is acknowledged, the report has arrived.
        await stream.Send(new AgentUp { Heartbeat = new Heartbeat { Sequence = 1 } });
        await stream.Next(down => down.Ack is not null);

        var report = await source.ReportOf("c-1");
        Assert.Equal(CommandState.Succeeded, report.State);
        Assert.Equal("architecture", Assert.Single(report.Checks).Name);
    }

    [Fact]
    public async Task A_command_that_was_not_reported_on_is_sent_again_after_a_reconnect()
    {
        using var agent = new AgentPeer(silo, "machine-3");
        await agent.Enrol(await Code());
        using (var first = await agent.Connect())
        {
            await first.Next(down => down.Welcome is not null);
            await silo.Grains.GetGrain<ISourceServer>(agent.SourceId).Command(new RefreshInventoryCommand("c-2"));
            await first.Next(down => down.Command?.Id == "c-2");
        }

        using var second = await agent.Connect();
        Assert.NotNull((await second.Next(down => down.Command?.Id == "c-2")).Command.RefreshInventory);
    }

    [Fact]
    public async Task A_second_stream_of_the_same_server_ends_the_first()
    {
        using var agent = new AgentPeer(silo, "machine-4");
        await agent.Enrol(await Code());
        using var first = await agent.Connect();
        await first.Next(down => down.Welcome is not null);
        using var second = await agent.Connect();
        await second.Next(down => down.Welcome is not null);

        // It is told by a Drain; a reset of the stream may overtake that, and ends it just as well. Next fails if neither comes.
        try
        {
            Assert.True((await first.Next(down => down.Drain is not null)).Drain.ReconnectAfterMs > 0);
            await first.Finish();
            Assert.Equal(StatusCode.OK, await first.End());
        }
        catch (RpcException reset)
        {
            Assert.Equal(StatusCode.Cancelled, reset.StatusCode);
        }
    }

    [Theory]
    [InlineData("nonsense", "FM-1001")]
    [InlineData("at-0123456789ab-abcdefghjkmnpqrstvwxyz0123", "FM-1001")]
    public async Task A_code_that_nobody_made_is_refused_with_its_error(string code, string expected)
    {
        using var agent = new AgentPeer(silo, "machine-5");
        var refused = await Assert.ThrowsAsync<RpcException>(() => agent.Enrol(code));
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        Assert.Equal(expected, refused.Trailers.GetValue("fleet-error-code"));
        Assert.NotEmpty(refused.Trailers.GetValue("fleet-error-remedy")!);
    }

    [Fact]
    public async Task A_session_without_a_certificate_of_this_service_is_refused()
    {
        using var stranger = new AgentPeer(silo, "machine-6");
        using var stream = await stranger.Connect("s-1");
        Assert.Equal(StatusCode.Unauthenticated, await stream.End());
        Assert.Equal("FM-8002", stream.Refusal!.Trailers.GetValue("fleet-error-code"));
    }

    [Fact]
    public async Task An_agent_cannot_speak_for_another_server()
    {
        using var agent = new AgentPeer(silo, "machine-7");
        await agent.Enrol(await Code());
        using var stream = await agent.Connect("s-somebody-else");
        Assert.Equal(StatusCode.Unauthenticated, await stream.End());
    }

    [Fact]
    public async Task A_deleted_servers_agent_learns_it_and_is_told_to_import_anew()
    {
        using var agent = new AgentPeer(silo, "machine-8");
        await agent.Enrol(await Code());
        using (var stream = await agent.Connect())
        {
            await stream.Next(down => down.Welcome is not null);
            Assert.True(await silo.Grains.GetGrain<ISourceServer>(agent.SourceId).Delete());
        }

        using var again = await agent.Connect();
        Assert.Equal(StatusCode.NotFound, await again.End());
        Assert.Equal("FM-2001", again.Refusal!.Trailers.GetValue("fleet-error-code"));
        Assert.Contains("Import it again", again.Refusal.Trailers.GetValue("fleet-error-remedy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_access_key_is_accepted_in_place_of_a_code()
    {
        var id = Ids.New("ak");
        var created = await silo.Grains.GetGrain<IAccessKey>(id).Create(new AccessKeyRequest("rack", AccessScope.Enrol));
        using var agent = new AgentPeer(silo, "machine-9");
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(() => agent.EnrolByKey(id, "wrong"))).StatusCode);
        await agent.EnrolByKey(id, created.Secret);
        Assert.Equal(id, (await silo.Grains.GetGrain<ISourceServer>(agent.SourceId).View()).CodeId);

        await silo.Grains.GetGrain<IAccessKey>(id).Revoke();
        using var late = new AgentPeer(silo, "machine-10");
        var refused = await Assert.ThrowsAsync<RpcException>(() => late.EnrolByKey(id, created.Secret));
        Assert.Equal("FM-8007", refused.Trailers.GetValue("fleet-error-code"));
        using var stream = await agent.Connect();
        await stream.Next(down => down.Welcome is not null);
    }

    [Fact]
    public async Task A_copy_that_runs_beside_its_original_becomes_a_server_of_its_own_and_both_are_flagged()
    {
        var code = await Code();
        using var original = new AgentPeer(silo, "machine-11");
        await original.Enrol(code);
        using var stream = await original.Connect();
        await stream.Next(down => down.Welcome is not null);
        using var copy = new AgentPeer(silo, "machine-11") { BootId = "b-2" };
        await copy.Enrol(code);
        Assert.NotEqual(original.SourceId, copy.SourceId);
        Assert.Equal([original.SourceId], (await silo.Grains.GetGrain<ISourceServer>(copy.SourceId).View()).Resembles);

        // Nobody waits for the flag of the original, but what is sent to it afterwards comes after it.
        await silo.Grains.GetGrain<ISourceServer>(original.SourceId).Command(new PreflightCommand("after"));
        Assert.Equal([copy.SourceId], (await silo.Grains.GetGrain<ISourceServer>(original.SourceId).View()).Resembles);
    }

    [Fact]
    public async Task The_listener_sends_the_certificate_that_receivers_pin()
    {
        using var client = new System.Net.Sockets.TcpClient(silo.Agents.Host, silo.Agents.Port);
        var sent = new List<string>();
        await using var stream = new System.Net.Security.SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(new System.Net.Security.SslClientAuthenticationOptions
        {
            TargetHost = silo.Agents.Host,
            RemoteCertificateValidationCallback = (_, _, chain, _) =>
            {
                sent.AddRange(chain!.ChainPolicy.ExtraStore.Select(Fingerprint.Of));
                return sent.Count > 0;
            },
        });
        Assert.Contains(silo.Authority.PinSha256, sent);
    }

    private async Task<string> Code()
        => (await silo.Grains.GetGrain<IActivationCode>(Ids.New("at")).Create(new CodeRequest(Servers: 5, ValidDays: 1))).Code;
}
