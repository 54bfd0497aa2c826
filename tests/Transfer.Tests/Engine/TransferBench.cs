using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Transfer.Receiving;
using FleetMigrator.Transfer.Security;
using FleetMigrator.Transfer.Sending;

namespace FleetMigrator.Transfer.Tests.Engine;

/// <summary>A source folder, a target folder and a state folder, with the means to connect the first two.</summary>
internal sealed class TransferBench : IDisposable
{
    public const string Job = "j-test";

    private const string Memory = "/dev/shm";

    private readonly string _root;

    /// <param name="inMemory">On a file system in memory if there is one: syncing a shared disk several times a second costs minutes.</param>
    public TransferBench(bool inMemory = false)
    {
        _root = inMemory && Directory.Exists(Memory)
            ? Directory.CreateDirectory(Path.Combine(Memory, $"fleet-transfer-{Guid.NewGuid():n}")).FullName
            : Directory.CreateTempSubdirectory("fleet-transfer-").FullName;
        Directory.CreateDirectory(Source);
        Directory.CreateDirectory(Target);
    }

    public string Source => Path.Combine(_root, "source");
    public string Target => Path.Combine(_root, "target");
    public string Manifest => Path.Combine(_root, "manifest.zst");
    public string State => Path.Combine(_root, "state");

    public VolumeReceiver Receive(long epoch = 1, int port = 0, TimeSpan? flushInterval = null, X509Certificate2? expects = null) => VolumeReceiver.Start(
        new ReceiverOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, port),
            JobId = Job,
            Epoch = epoch,
            Certificate = TestCertificates.Receiver,
            AgentCertificateSha256 = PinnedCertificate.HashOf(expects ?? TestCertificates.Agent),
            StateFolder = State,
            Volumes = [new TargetVolume(1, Target, "/source")],
        },
        TimeProvider.System,
        flushInterval ?? TimeSpan.FromMilliseconds(500),
        flushBytes: 16 * 1024 * 1024);

    public SenderOptions Options(IPEndPoint receiver) => new()
    {
        Host = receiver.Address.ToString(),
        Port = receiver.Port,
        JobId = Job,
        Epoch = 1,
        Certificate = TestCertificates.Agent,
        ReceiverCertificateSha256 = PinnedCertificate.HashOf(TestCertificates.Receiver),
        MaxReconnects = 0,
        MaxRounds = 2,
    };

    public VolumeSender Send(SenderOptions options, PathFilter? leaveOut = null)
        => new(options, [new SourceVolume(1, Source, leaveOut)], TimeProvider.System);

    /// <summary>Sends everything over a fresh pair of ends.</summary>
    public async Task<TransferSummary> Copy(Func<SenderOptions, SenderOptions>? change = null)
    {
        await using var receiver = Receive();
        var options = Options(receiver.Endpoint);
        var summary = await Send(change?.Invoke(options) ?? options).Run(TestContext.Current.CancellationToken);
        await receiver.Finished.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return summary;
    }

    /// <summary>A dialer that remembers its sockets, so that a test can cut them like a cable.</summary>
    public static Func<string, int, CancellationToken, Task<Socket>> Dialer(List<Socket> opened) => async (host, port, cancellation) =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Parse(host), port, cancellation);
        opened.Add(socket);
        return socket;
    };

    public void Dispose()
    {
        Shell.Run("chattr -R -i -a \"$1\" 2>/dev/null; rm -rf -- \"$1\"", _root);
    }
}
