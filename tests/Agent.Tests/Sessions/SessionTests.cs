using System.Collections.Concurrent;
using System.Net;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Agent.Installation;
using FleetMigrator.Agent.Logging;
using FleetMigrator.Agent.Network;
using FleetMigrator.Agent.Sessions;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Tests.Sessions;

public sealed class SessionTests : IAsyncLifetime
{
    private readonly TemporaryFolder _temporary = new();
    private readonly TestAuthority _authority = new();
    private readonly ConcurrentQueue<string> _done = new();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FakeSilo _silo = null!;
    private FakeService _service = null!;
    private Identity _identity = null!;

    private InstallFolder Folder => new(_temporary.Path);

    public async ValueTask InitializeAsync()
    {
        _silo = new FakeSilo(_authority);
        _service = await FakeService.Start(_authority.Server(IPAddress.Loopback), _silo);
        await new Enrolment.Enrolment(Folder, new TlsChannel(new Dialer(new Resolver())), TimeProvider.System).Enrol(
            _service.Address, new Enrolment.ServiceTrust(_authority.Certificate), new Enrolment.Credential("", "C"), new MachineIdentity(), new Inventory { Hostname = "h" }, CancellationToken.None);
        _identity = Identity.Load(Folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _identity.Dispose();
        _authority.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public async Task The_session_shows_the_certificate_and_beats_as_the_service_told()
    {
        await using var agent = new RunningAgent(this);
        Assert.Equal("s-test", (await _silo.Heard(AgentUp.MessageOneofCase.Hello)).Hello.SourceId);
        Assert.Equal("CN=s-test", _silo.SessionCertificateSubject);
        Assert.Equal(1, (await _silo.Heard(AgentUp.MessageOneofCase.Heartbeat)).Heartbeat.Sequence);
        Assert.Equal(2, (await _silo.Heard(AgentUp.MessageOneofCase.Heartbeat)).Heartbeat.Sequence);
        Assert.True(StatusFile.Read(Folder)!.Connected);
    }

    [Fact]
    public async Task A_command_that_comes_twice_is_done_once_and_reported_twice()
    {
        await using var agent = new RunningAgent(this);
        await _silo.Heard(AgentUp.MessageOneofCase.Hello);
        await _silo.Command(Preflight("c-1"));
        Assert.Equal(CommandReport.Types.State.Succeeded, (await Report()).State);
        await _silo.Command(Preflight("c-1"));
        var again = await Report();
        Assert.Equal(("c-1", CommandReport.Types.State.Succeeded), (again.CommandId, again.State));
        Assert.Equal("fine", Assert.Single(again.Checks).Text);
        Assert.Equal(["c-1"], _done);
    }

    [Fact]
    public async Task A_finished_command_is_still_known_after_a_restart()
    {
        await using (new RunningAgent(this))
        {
            await _silo.Heard(AgentUp.MessageOneofCase.Hello);
            await _silo.Command(Preflight("c-1"));
            await Report();
        }

        await using var restarted = new RunningAgent(this);
        await _silo.Heard(AgentUp.MessageOneofCase.Hello);
        await _silo.Command(Preflight("c-1"));
        Assert.Equal(CommandReport.Types.State.Succeeded, (await Report()).State);
        Assert.Equal(["c-1"], _done);
    }

    [Fact]
    public async Task Heartbeats_go_on_while_a_command_works_and_its_repetition_is_answered_with_running()
    {
        await using var agent = new RunningAgent(this);
        await _silo.Heard(AgentUp.MessageOneofCase.Hello);
        var slow = new AgentCommand { Id = "c-slow", RefreshInventory = new RefreshInventory() };
        await _silo.Command(slow);
        await _silo.Command(slow);
        Assert.Equal(CommandReport.Types.State.Running, (await Report()).State);
        await _silo.Heard(AgentUp.MessageOneofCase.Heartbeat);
        _gate.SetResult();
        Assert.Equal(CommandReport.Types.State.Succeeded, (await Report()).State);
    }

    [Fact]
    public async Task Work_goes_on_while_the_service_is_away_and_its_end_is_reported_when_it_is_back()
    {
        await using var agent = new RunningAgent(this);
        await _silo.Heard(AgentUp.MessageOneofCase.Hello);
        await _silo.Command(new AgentCommand { Id = "c-slow", RefreshInventory = new RefreshInventory() });
        await _silo.Heard(AgentUp.MessageOneofCase.Heartbeat);
        var port = _service.Address.Port;
        await _service.DisposeAsync();
        _gate.SetResult();

        _service = await FakeService.Start(_authority.Server(IPAddress.Loopback), _silo, port);
        var report = await Report();
        Assert.Equal(("c-slow", CommandReport.Types.State.Succeeded), (report.CommandId, report.State));
    }

    [Fact]
    public async Task A_failed_command_is_reported_with_code_and_remedy_and_done_again_only_if_it_may_pass()
    {
        await using var agent = new RunningAgent(this);
        await _silo.Heard(AgentUp.MessageOneofCase.Hello);
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await _silo.Command(new AgentCommand { Id = "c-bad", StopSync = new StopSync() });
            var bad = await Report();
            Assert.Equal((CommandReport.Types.State.Failed, "FM-5005", "bad sector", false), (bad.State, bad.ErrorCode, bad.ErrorText, bad.Retryable));
            Assert.NotEmpty(bad.ErrorRemedy);

            await _silo.Command(new AgentCommand { Id = "c-late", ChangeSettings = new ChangeSettings() });
            Assert.Equal(("FM-5001", true), (await Report()) is var late ? (late.ErrorCode, late.Retryable) : default);
        }

        Assert.Equal(["c-bad", "c-late", "c-late"], _done);
    }

    [Fact]
    public async Task A_drained_session_is_opened_again_after_the_pause_that_was_asked_for()
    {
        await using var agent = new RunningAgent(this);
        await _silo.Heard(AgentUp.MessageOneofCase.Heartbeat);
        await _silo.Say(new AgentDown { Drain = new Drain { ReconnectAfterMs = 10 } });
        await _silo.Heard(AgentUp.MessageOneofCase.Hello);
    }

    [Fact]
    public void Pauses_grow_to_their_limit_with_jitter()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), new Random(1));
        double[] steps = [1, 2, 4, 8, 16, 30, 30];
        Assert.All(steps, step => Assert.InRange(backoff.Next().TotalSeconds, step / 2, step));
        backoff.Reset();
        Assert.InRange(backoff.Next().TotalSeconds, 0.5, 1);
    }

    private static AgentCommand Preflight(string id) => new() { Id = id, Preflight = new Preflight() };

    private async Task<CommandReport> Report() => (await _silo.Heard(AgentUp.MessageOneofCase.Report)).Report;

    private async Task<CommandReport> Slow(CancellationToken cancellation)
    {
        await _gate.Task.WaitAsync(cancellation);
        return new CommandReport();
    }

    /// <summary>The session part of an agent, with made-up work.</summary>
    private sealed class RunningAgent : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Outbox _outbox = new();
        private readonly Task _running;

        public RunningAgent(SessionTests test)
        {
            var log = new AgentLog(TimeProvider.System, null, null);
            var desk = new CommandDesk(
                new Dictionary<AgentCommand.CommandOneofCase, CommandWork>
                {
                    [AgentCommand.CommandOneofCase.Preflight] = (command, _) =>
                    {
                        test._done.Enqueue(command.Id);
                        return Task.FromResult(new CommandReport { Checks = { new Check { Text = "fine" } } });
                    },
                    [AgentCommand.CommandOneofCase.RefreshInventory] = (_, stop) => test.Slow(stop),
                    [AgentCommand.CommandOneofCase.StopSync] = (command, _) =>
                    {
                        test._done.Enqueue(command.Id);
                        throw AgentFaults.SourceUnreadable.With("bad sector");
                    },
                    [AgentCommand.CommandOneofCase.ChangeSettings] = (command, _) =>
                    {
                        test._done.Enqueue(command.Id);
                        throw AgentFaults.ReceiverUnreachable.With("nobody there");
                    },
                },
                new ReportMemory(test.Folder.Reports), _outbox, log, _stop.Token);
            var times = new SessionTimes(TimeProvider.System);
            var status = new StatusFile(test.Folder, TimeProvider.System, () => null);
            var loop = new SessionLoop(
                test._identity, new TlsChannel(new Dialer(new Resolver())), () => new AgentHello { SourceId = test._identity.Settings.SourceId },
                welcomed => new Session(_outbox, desk, times, TimeProvider.System, welcomed, status.Beat), status, log, TimeProvider.System);
            _running = loop.Run(_stop.Token);
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
            _outbox.Dispose();
            _stop.Dispose();
        }
    }
}
