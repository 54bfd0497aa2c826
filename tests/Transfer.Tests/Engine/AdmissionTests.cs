using System.Net;
using System.Net.Sockets;
using FleetMigrator.Transfer.Security;

namespace FleetMigrator.Transfer.Tests.Engine;

public sealed class AdmissionTests
{
    [Fact]
    public async Task An_old_epoch_is_refused_also_after_the_receiver_restarted()
    {
        using var bench = new TransferBench(inMemory: true);
        await using (var receiver = bench.Receive(epoch: 2))
        {
            await AssertRefused(bench, receiver.Endpoint, epoch: 1, TransferFailure.Superseded);
            receiver.RaiseEpoch(5);
        }

        await using var again = bench.Receive(epoch: 3);
        await AssertRefused(bench, again.Endpoint, epoch: 4, TransferFailure.Superseded);
        await bench.Send(bench.Options(again.Endpoint) with { Epoch = 5 }).Run(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Another_job_is_refused()
    {
        using var bench = new TransferBench(inMemory: true);
        await using var receiver = bench.Receive();
        var sender = bench.Send(bench.Options(receiver.Endpoint) with { JobId = "j-other" });
        var refused = await Assert.ThrowsAsync<TransferException>(() => sender.Run(TestContext.Current.CancellationToken));
        Assert.Equal(TransferFailure.WrongJob, refused.Failure);
    }

    [Fact]
    public async Task A_receiver_with_another_certificate_is_refused()
    {
        using var bench = new TransferBench(inMemory: true);
        await using var receiver = bench.Receive();
        var options = bench.Options(receiver.Endpoint) with { ReceiverCertificateSha256 = PinnedCertificate.HashOf(TestCertificates.Stranger), MaxReconnects = null };
        var refused = await Assert.ThrowsAsync<TransferException>(() => bench.Send(options).Run(TestContext.Current.CancellationToken));
        Assert.Equal(TransferFailure.WrongPeer, refused.Failure);
        Assert.Empty(receiver.Rounds);
    }

    [Fact]
    public async Task An_agent_with_another_certificate_gets_nothing_through()
    {
        using var bench = new TransferBench(inMemory: true);
        await File.WriteAllTextAsync(Path.Combine(bench.Source, "file"), "x", TestContext.Current.CancellationToken);
        await using var receiver = bench.Receive(expects: TestCertificates.Stranger);
        await Assert.ThrowsAsync<TransferException>(() => bench.Send(bench.Options(receiver.Endpoint)).Run(TestContext.Current.CancellationToken));
        Assert.Empty(Directory.EnumerateFileSystemEntries(bench.Target));
        Assert.Equal(0, receiver.Counters.ReceivedBytes);
    }

    [Fact]
    public async Task Strangers_who_send_nonsense_or_nothing_don_t_keep_the_agent_out()
    {
        using var bench = new TransferBench(inMemory: true);
        await using var receiver = bench.Receive();
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await silent.ConnectAsync(receiver.Endpoint, TestContext.Current.CancellationToken);
        using var noisy = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await noisy.ConnectAsync(receiver.Endpoint, TestContext.Current.CancellationToken);
        await noisy.SendAsync(new byte[5000], TestContext.Current.CancellationToken);
        await bench.Send(bench.Options(receiver.Endpoint)).Run(TestContext.Current.CancellationToken);
        await receiver.Finished.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private static async Task AssertRefused(TransferBench bench, IPEndPoint endpoint, long epoch, TransferFailure expected)
    {
        var sender = bench.Send(bench.Options(endpoint) with { Epoch = epoch });
        var refused = await Assert.ThrowsAsync<TransferException>(() => sender.Run(TestContext.Current.CancellationToken));
        Assert.Equal(expected, refused.Failure);
    }
}
