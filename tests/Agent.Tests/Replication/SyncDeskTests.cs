using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Agent.Commands;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Agent.Installation;
using FleetMigrator.Agent.Logging;
using FleetMigrator.Agent.Network;
using FleetMigrator.Agent.Replication;
using FleetMigrator.Agent.Sessions;
using FleetMigrator.Agent.Tests.Sessions;
using FleetMigrator.Transfer.Protos;
using FleetMigrator.Transfer.Receipts;
using FleetMigrator.Transfer.Receiving;
using Google.Protobuf;

namespace FleetMigrator.Agent.Tests.Replication;

/// <summary>The copy as the agent runs it, against the real receiving engine and a control service of the test.</summary>
public sealed class SyncDeskTests : IAsyncLifetime
{
    private const string Job = "j-test";

    private readonly TemporaryFolder _temporary = new();
    private readonly TestAuthority _authority = new();
    private readonly FakeReceiverControl _control = new();
    private readonly Outbox _outbox = new();
    private X509Certificate2 _receiverCertificate = null!;
    private Identity _identity = null!;
    private SyncDesk _desk = null!;
    private int _port;

    public async ValueTask InitializeAsync()
    {
        var silo = new FakeSilo(_authority);
        var folder = new InstallFolder(_temporary.File("smc"));
        await using (var service = await FakeService.Start(_authority.Server(IPAddress.Loopback), silo))
        {
            await new Enrolment.Enrolment(folder, new TlsChannel(new Dialer(new Resolver())), TimeProvider.System).Enrol(
                service.Address, new Enrolment.ServiceTrust(_authority.Certificate), new Enrolment.Credential("", "C"), new MachineIdentity(), new Inventory(), CancellationToken.None);
            _port = service.Address.Port; // free again, so that nobody answers there until the test wants it
        }

        _identity = Identity.Load(folder);
        _receiverCertificate = _authority.Server(IPAddress.Parse("192.0.2.1")); // its name and issuer must not matter, only its hash
        Directory.CreateDirectory(_temporary.File("source/folder"));
        Directory.CreateDirectory(_temporary.File("target"));
        Directory.CreateDirectory(_temporary.File("receipts"));
        _temporary.Write("source/folder/file", "content");
        _temporary.Write("source/smc/fleet-agent/key.pem", "secret");
        var dialer = new Dialer(new Resolver());
        var exclusions = new Exclusions([_temporary.File("source/smc")]);
        _desk = new SyncDesk((id, order) => new SyncRun(
            id, order, _identity, new TlsChannel(dialer), dialer, exclusions, _temporary.File("receipts"), _outbox, new AgentLog(TimeProvider.System, null, null), TimeProvider.System));
    }

    public ValueTask DisposeAsync()
    {
        _desk.Dispose();
        _identity.Dispose();
        _receiverCertificate.Dispose();
        _outbox.Dispose();
        _authority.Dispose();
        _temporary.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_volume_arrives_without_the_agent_itself_and_the_summary_tells_what_was_done()
    {
        await using var volumes = Receive();
        await using var control = await Control();
        var report = await _desk.Start(Order(1), TestContext.Current.CancellationToken);

        Assert.Equal("content", await File.ReadAllTextAsync(_temporary.File("target/folder/file"), TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(_temporary.File("target/smc")));
        Assert.True(report.Sync.Rounds >= 1);
        Assert.Equal(7, report.Sync.Bytes);
        Assert.Equal((Job, 1L, 7, "CN=s-test"), (_control.Opened!.JobId, _control.Opened.Epoch, _control.Opened.Settings.CompressionLevel, _control.AgentSubject));
        Assert.True(File.Exists(_temporary.File($"receipts/{Job}.manifest.zst")));
        Assert.Contains("job: " + Job, Receipt.FromJson(await File.ReadAllTextAsync(_temporary.File($"receipts/{Job}.receipt.json"), TestContext.Current.CancellationToken)).Statement, StringComparison.Ordinal);
        Assert.Equal((0, "0 differences"), await Verified());
        _temporary.Write("target/folder/file", "c0ntent");
        var (exit, told) = await Verified();
        Assert.Equal((1, true), (exit, told.Contains("content was", StringComparison.Ordinal)));
        var progress = await Told(AgentUp.MessageOneofCase.Progress);
        Assert.Equal((Job, 1L), (progress.Progress.JobId, progress.Progress.Epoch));
    }

    [Fact]
    public async Task A_receiver_that_comes_late_is_waited_for()
    {
        var copying = _desk.Start(Order(1), TestContext.Current.CancellationToken);
        var waiting = (await Told(AgentUp.MessageOneofCase.Report)).Report;
        Assert.Equal(("c-1", CommandReport.Types.State.Running), (waiting.CommandId, waiting.State));
        Assert.Contains("waiting for the intermediate instance", waiting.Text, StringComparison.Ordinal);

        await using var volumes = Receive();
        await using var control = await Control();
        Assert.Equal(7, (await copying).Sync.Bytes);
    }

    [Fact]
    public async Task A_receiver_with_another_certificate_gets_nothing()
    {
        await using var volumes = Receive();
        await using var control = await Control();
        var order = Order(1);
        order.StartSync.ReceiverCertificateSha256 = ByteString.CopyFrom(new byte[32]);
        var failure = await Assert.ThrowsAsync<AgentException>(() => _desk.Start(order, TestContext.Current.CancellationToken));
        Assert.Equal("FM-5002", failure.Fault.Code);
        Assert.Null(_control.Opened);
    }

    [Fact]
    public async Task A_stopped_copy_ends_at_once_and_says_so()
    {
        var copying = _desk.Start(Order(1), TestContext.Current.CancellationToken);
        await Told(AgentUp.MessageOneofCase.Report);
        await _desk.Stop(new AgentCommand { Id = "c-other", StopSync = new StopSync { JobId = "j-other" } }, TestContext.Current.CancellationToken);
        Assert.False(copying.IsCompleted);
        await _desk.Stop(new AgentCommand { Id = "c-stop", StopSync = new StopSync { JobId = Job } }, TestContext.Current.CancellationToken);
        Assert.Equal("FM-5010", (await Assert.ThrowsAsync<AgentException>(() => copying)).Fault.Code);
    }

    [Fact]
    public async Task A_newer_attempt_takes_over_and_an_older_one_is_refused()
    {
        var first = _desk.Start(Order(1), TestContext.Current.CancellationToken);
        await Told(AgentUp.MessageOneofCase.Report);
        var second = _desk.Start(Order(2), TestContext.Current.CancellationToken);
        Assert.Equal("FM-5007", (await Assert.ThrowsAsync<AgentException>(() => first)).Fault.Code);
        Assert.Equal("FM-5007", (await Assert.ThrowsAsync<AgentException>(() => _desk.Start(Order(1), TestContext.Current.CancellationToken))).Fault.Code);

        await using var volumes = Receive(epoch: 2);
        await using var control = await Control();
        Assert.Equal(7, (await second).Sync.Bytes);
    }

    private async Task<(int Exit, string Told)> Verified()
    {
        using var output = new StringWriter();
        string[] words =
        [
            "verify", "--receipt", _temporary.File($"receipts/{Job}.receipt.json"), "--manifest", _temporary.File($"receipts/{Job}.manifest.zst"),
            "--root", $"{_temporary.File("source")}={_temporary.File("target")}",
        ];
        var exit = await VerifyCommand.Run(Arguments.Parse(words, out _)!, output, output);
        return (exit, exit == 0 ? "0 differences" : output.ToString());
    }

    private async Task<AgentUp> Told(AgentUp.MessageOneofCase kind)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var message = await _outbox.Next(patience.Token);
            if (message.MessageCase == kind)
            {
                return message;
            }
        }
    }

    private Task<FakeService> Control() => FakeService.Start(_receiverCertificate, _control, _port);

    private VolumeReceiver Receive(long epoch = 1)
    {
        var receiver = VolumeReceiver.Start(
            new ReceiverOptions
            {
                Listen = new IPEndPoint(IPAddress.Loopback, 0),
                JobId = Job,
                Epoch = epoch,
                Certificate = _receiverCertificate,
                AgentCertificateSha256 = SHA256.HashData(_identity.Certificate.RawData),
                StateFolder = _temporary.File("journal"),
                Volumes = [new TargetVolume(1, _temporary.File("target"), _temporary.File("source"))],
            },
            TimeProvider.System);
        _control.DataPort = receiver.Endpoint.Port;
        return receiver;
    }

    private AgentCommand Order(long epoch) => new()
    {
        Id = $"c-{epoch}",
        StartSync = new StartSync
        {
            JobId = Job,
            Epoch = epoch,
            ReceiverAddress = "127.0.0.1",
            ControlPort = _port,
            DataPort = 1,
            ReceiverCertificateSha256 = ByteString.CopyFrom(SHA256.HashData(_receiverCertificate.RawData)),
            Volumes = { new Volume { Id = 1, MountPoint = _temporary.File("source"), FileSystem = "ext4" } },
            Settings = new TransferSettings { CompressionLevel = 7 },
        },
    };
}
