using FleetMigrator.Agent.Sessions;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Tests.Sessions;

public sealed class LogUploadTests
{
    [Fact]
    public async Task By_default_lines_go_up_and_a_job_that_wants_none_stops_them_with_those_that_wait()
    {
        using var folder = new TemporaryFolder();
        using var outbox = new Outbox();
        var upload = new LogUpload(Path.Combine(folder.Path, "log-stays"), outbox);
        upload.Add(Line("before"));
        Assert.Equal("before", (await outbox.Next(default)).Log.Text);

        upload.Add(Line("waiting"));
        upload.Follow(stays: true);
        upload.Add(Line("during"));
        outbox.Beat(new Heartbeat { Sequence = 1 });
        Assert.Equal(1, (await outbox.Next(default)).Heartbeat.Sequence);
        upload.Follow(stays: false);
        upload.Add(Line("after"));
        Assert.Equal("after", (await outbox.Next(default)).Log.Text);
    }

    [Fact]
    public async Task What_a_job_wants_holds_for_an_agent_that_starts_again()
    {
        using var folder = new TemporaryFolder();
        using var outbox = new Outbox();
        var marker = Path.Combine(folder.Path, "log-stays");
        new LogUpload(marker, outbox).Follow(stays: true);
        var again = new LogUpload(marker, outbox);
        again.Add(Line("started"));
        again.Follow(stays: false);
        again.Add(Line("allowed"));
        Assert.Equal("allowed", (await outbox.Next(default)).Log.Text);
        Assert.False(File.Exists(marker));
    }

    private static LogLine Line(string text) => new() { Level = "info", Text = text };
}
