using System.Security.Cryptography;
using FleetMigrator.Receiver.Commands;
using FleetMigrator.Receiver.Images;
using FleetMigrator.Receiver.Session;
using FleetMigrator.Receiver.Tests.Commands;
using FleetMigrator.Receiver.Tests.Disks;
using FleetMigrator.Transfer.Protos;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetMigrator.Receiver.Tests.Session;

public sealed class SiloSessionTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_receiver_says_hello_beats_does_a_command_once_and_comes_back_when_the_silo_went_away()
    {
        await using var silo = new FakeSilo();
        silo.Say = stream => stream.WriteAsync(new ReceiverDown
        {
            Command = new ReceiverCommand { Id = "c-1", ReleaseDisks = new ReleaseDisks { JobId = "j-1" } },
        });
        await silo.Start();
        using var folder = new TemporaryFolder();
        var state = new StateFolder(folder.Path);
        using var identity = ReceiverIdentity.LoadOrMake(state, TimeProvider.System);
        using var again = ReceiverIdentity.LoadOrMake(state, TimeProvider.System);
        var outbox = new Outbox();
        var handler = new ScriptedHandler();
        var desk = new CommandDesk(new CommandJournal(state), handler, outbox, TimeProvider.System, NullLogger<CommandDesk>.Instance);
        var session = new SiloSession(new SiloAddress(silo.Address, silo.CaSha256, "one-time"), identity, outbox, desk,
            new PresignedUrls(outbox, TimeProvider.System), TimeProvider.System, NullLogger<SiloSession>.Instance);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = Task.WhenAll(session.Run(ending.Token), desk.Work(ending.Token));

        Assert.Equal("one-time", (await silo.Next(message => message.Hello is not null)).Hello.Token);
        Assert.Equal("c-1", (await silo.Next(message => message.Report is { State: CommandReport.Types.State.Succeeded })).Report.CommandId);
        Assert.Equal(SHA256.HashData(identity.RawData), silo.ClientSha256);
        Assert.Equal(identity.Thumbprint, again.Thumbprint);

        await silo.Next(message => message.Hello is not null); // It came back, is asked again, and answers without doing it again.
        Assert.Equal("c-1", (await silo.Next(message => message.Report is { State: CommandReport.Types.State.Succeeded })).Report.CommandId);
        Assert.Equal(["c-1"], handler.Done);

        silo.Say = _ => Task.CompletedTask;
        Assert.True((await silo.Next(message => message.Heartbeat is not null)).Heartbeat.Sequence > 0);
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }
}
