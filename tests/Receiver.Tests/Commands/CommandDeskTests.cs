using FleetMigrator.Receiver.Commands;
using FleetMigrator.Receiver.Faults;
using FleetMigrator.Receiver.Tests.Disks;
using FleetMigrator.Transfer.Protos;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetMigrator.Receiver.Tests.Commands;

public sealed class CommandDeskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingUplink _uplink = new();
    private readonly ScriptedHandler _handler = new();
    private readonly CancellationTokenSource _ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private static ReceiverCommand Command(string id) => new() { Id = id, ReleaseDisks = new ReleaseDisks { JobId = "j-1" } };

    [Fact]
    public async Task The_same_command_is_done_once_and_answered_each_time()
    {
        var desk = Desk();
        var work = desk.Work(_ending.Token);
        desk.Take(Command("c-1"));
        desk.Take(Command("c-1"));
        await _uplink.Final("c-1");

        desk.Take(Command("c-1"));
        await _uplink.Final("c-1");

        Assert.Equal(["c-1"], _handler.Done);
        await End(work);
    }

    [Fact]
    public async Task A_receiver_that_comes_back_repeats_the_answer_without_doing_the_command_again()
    {
        var first = Desk();
        var work = first.Work(_ending.Token);
        first.Take(Command("../c-1"));
        await _uplink.Final("../c-1");

        var second = Desk();
        second.Take(Command("../c-1"));

        Assert.Equal(CommandReport.Types.State.Succeeded, (await _uplink.Final("../c-1")).State);
        Assert.Single(_handler.Done);
        await End(work);
    }

    [Fact]
    public async Task A_command_that_was_cut_off_is_taken_up_again_by_itself()
    {
        new CommandJournal(new StateFolder(_folder.Path)).Accept(Command("c-1"));

        var work = Desk().Work(_ending.Token);

        Assert.Equal(CommandReport.Types.State.Succeeded, (await _uplink.Final("c-1")).State);
        await End(work);
    }

    [Fact]
    public async Task A_failure_is_reported_with_code_cause_and_remedy()
    {
        _handler.Failure = FaultCode.DiskMissing.With("/dev/vdz did not appear");
        var desk = Desk();
        var work = desk.Work(_ending.Token);
        desk.Take(Command("c-1"));

        var report = await _uplink.Final("c-1");

        Assert.Equal(CommandReport.Types.State.Failed, report.State);
        Assert.Equal("FM-6001", report.ErrorCode);
        Assert.Contains("/dev/vdz did not appear", report.ErrorText, StringComparison.Ordinal);
        Assert.NotEmpty(report.ErrorRemedy);
        Assert.True(report.Retryable);
        await End(work);
    }

    [Fact]
    public async Task An_answer_that_found_no_session_is_given_when_one_is_up()
    {
        _uplink.Up = false;
        var desk = Desk();
        var work = desk.Work(_ending.Token);
        desk.Take(Command("c-1"));
        await _handler.First;
        desk.Take(Command("c-2"));
        await _handler.Second; // The first one's report has been tried by now.

        _uplink.Up = true;
        desk.Repeat();

        Assert.Equal("c-1", (await _uplink.Final("c-1")).CommandId);
        await End(work);
    }

    public void Dispose()
    {
        _ending.Dispose();
        _folder.Dispose();
    }

    private CommandDesk Desk() => new(new CommandJournal(new StateFolder(_folder.Path)), _handler, _uplink, TimeProvider.System, NullLogger<CommandDesk>.Instance);

    private async Task End(Task work)
    {
        await _ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }
}
