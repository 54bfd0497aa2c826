using System.Net;
using System.Net.Sockets;
using FleetMigrator.Transfer.Flow;
using FleetMigrator.Transfer.Frames;
using FleetMigrator.Transfer.Linux;
using FleetMigrator.Transfer.Security;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>Listens for one agent and applies what it sends below the volumes' roots. Survives being killed at any instant.</summary>
public sealed class VolumeReceiver : IAsyncDisposable
{
    /// <summary>Connections at once, those in their handshake included: strangers can't use up threads.</summary>
    private const int MostConnections = 16;

    /// <summary>The sender pings every 10 s.</summary>
    private const int SilenceMilliseconds = 45_000;
    private const int HandshakeMilliseconds = 15_000;
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly ReceiverOptions _options;
    private readonly Socket _listener;
    private readonly ReceiveDesk _desk;
    private readonly EpochFile _epoch;
    private readonly Thread _acceptor;
    private readonly ITimer _pings;
    private readonly Lock _admission = new();
    private readonly Lock _handshakes = new();
    private readonly HashSet<Socket> _open = [];
    private ReceiveSession? _session;
    private bool _disposed;

    private VolumeReceiver(ReceiverOptions options, TimeProvider clock, TimeSpan flushInterval, long flushBytes)
    {
        _options = options;
        Directory.CreateDirectory(options.StateFolder);
        _epoch = new EpochFile(options.StateFolder, options.JobId, options.Epoch);
        _listener = new Socket(options.Listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _listener.Bind(options.Listen);
            _listener.Listen(MostConnections);
            _desk = new ReceiveDesk(options, flushInterval, flushBytes, () => Volatile.Read(ref _session)?.TellDurable(), SyncFailed);
        }
        catch
        {
            _listener.Dispose();
            throw;
        }

        Endpoint = (IPEndPoint)_listener.LocalEndPoint!;
        _pings = clock.CreateTimer(_ => Volatile.Read(ref _session)?.Ping(), null, PingEvery, PingEvery);
        _acceptor = new Thread(Accept) { IsBackground = true, Name = "accept data" };
        _acceptor.Start();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>What happened so far.</summary>
    public ReceiverCounters Counters => _desk.Counters(Volatile.Read(ref _session)?.Connections ?? 0);

    /// <summary>The rounds that ended, in order, since this object was made.</summary>
    public IReadOnlyList<RoundSummary> Rounds => _desk.Rounds;

    /// <summary>Ends successfully when the sender said goodbye after its last round: everything is durable then.
    /// Never fails because of a lost connection, because the sender comes back.</summary>
    public Task Finished => _desk.Finished;

    /// <summary>Opens the journal and starts listening.</summary>
    /// <exception cref="TransferException">The journal or a volume can't be opened, or the address is taken.</exception>
    public static VolumeReceiver Start(ReceiverOptions options, TimeProvider clock)
        => Start(options, clock, flushInterval: TimeSpan.FromSeconds(2), flushBytes: 256L * 1024 * 1024);

    internal static VolumeReceiver Start(ReceiverOptions options, TimeProvider clock, TimeSpan flushInterval, long flushBytes)
    {
        try
        {
            return new VolumeReceiver(options, clock, flushInterval, flushBytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SocketException)
        {
            throw new TransferException(TransferFailure.TargetUnwritable, error.Message, error);
        }
    }

    /// <summary>Drops the connections of older attempts and refuses new ones of them, also after a restart.</summary>
    public void RaiseEpoch(long epoch)
    {
        lock (_admission)
        {
            if (_epoch.TryRaise(epoch) && _session is { } session && session.Epoch < epoch)
            {
                session.Close();
                Volatile.Write(ref _session, null);
            }
        }
    }

    /// <summary>Closes all connections; what was applied but isn't durable yet is made so.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_admission)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        Stop();
        await _pings.DisposeAsync();
        _desk.Dispose();
    }

    /// <summary>Ends as if killed: nothing that is pending becomes durable.</summary>
    internal void Abandon()
    {
        lock (_admission)
        {
            _disposed = true;
        }

        Stop();
        _pings.Dispose();
        _desk.Abandon();
    }

    private void Stop()
    {
        _listener.Dispose();
        lock (_handshakes)
        {
            foreach (var socket in _open)
            {
                socket.Dispose();
            }
        }

        _acceptor.Join();
        lock (_admission)
        {
            _session?.Close();
        }
    }

    private void SyncFailed(Exception error)
    {
        _desk.Report(error, frames: null);
        // The sender learns of it by the broken connection, and by the next flush, which fails before it is answered.
        Volatile.Read(ref _session)?.Close();
    }

    private void Accept()
    {
        for (; ; )
        {
            Socket socket;
            try
            {
                socket = _listener.Accept();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return; // The listener was closed.
            }

            lock (_handshakes)
            {
                if (_open.Count >= MostConnections)
                {
                    socket.Dispose();
                    continue;
                }

                _open.Add(socket);
            }

            new Thread(() => Serve(socket)) { IsBackground = true, Name = "receive" }.Start();
        }
    }

    private void Serve(Socket socket)
    {
        ReceiveConnection? connection = null;
        try
        {
            connection = Admit(socket);
            connection?.Run();
        }
        catch (EndOfStreamException)
        {
            // The sender is gone; it comes back by itself.
        }
        catch (Exception error) // The edge of a thread that a stranger feeds: nothing that comes in may end the process.
        {
            _desk.Report(error, error is ProtocolException or LinuxException ? connection?.Frames : null);
        }
        finally
        {
            connection?.End();
            connection?.Dispose();
            socket.Dispose();
            lock (_handshakes)
            {
                _open.Remove(socket);
            }
        }
    }

    private ReceiveConnection? Admit(Socket socket)
    {
        socket.NoDelay = true;
        socket.ReceiveTimeout = socket.SendTimeout = HandshakeMilliseconds;
        var metered = new MeteredStream(new NetworkStream(socket), bucket: null, static _ => { }, CancellationToken.None);
        var tls = DataTls.AsReceiver(metered, _options.Certificate, _options.AgentCertificateSha256);
        var connection = Introduce(socket, tls);
        if (connection is null)
        {
            tls.Dispose();
        }

        socket.ReceiveTimeout = socket.SendTimeout = SilenceMilliseconds;
        return connection;
    }

    private ReceiveConnection? Introduce(Socket socket, System.Net.Security.SslStream tls)
    {
        var buffer = new byte[Preface.Size];
        tls.ReadExactly(buffer);
        var preface = Preface.Parse(buffer);
        lock (_admission)
        {
            var (admission, session) = Decide(preface);
            new PrefaceReply(admission, _epoch.Current).Write(buffer);
            tls.Write(buffer, 0, PrefaceReply.Size);
            if (session is null)
            {
                return null;
            }

            // Only now may others write to it: pings and news of what is durable come after the reply.
            var connection = new ReceiveConnection(socket, tls, preface, session, _desk);
            return session.TryAdd(connection) ? connection : null;
        }
    }

    private (Admission, ReceiveSession?) Decide(Preface preface)
    {
        if (preface.JobId != _options.JobId)
        {
            return (Admission.OtherJob, null);
        }

        if (preface.Epoch < _epoch.Current)
        {
            return (Admission.OldEpoch, null);
        }

        if (_disposed)
        {
            return (Admission.NoSession, null);
        }

        if (preface.Stream > 0)
        {
            return _session is { } open && open.Id == preface.Session ? (Admission.Admitted, open) : (Admission.NoSession, null);
        }

        // The old session's threads must be off the target before the new one is told what is there.
        _epoch.TryRaise(preface.Epoch);
        _session?.Close();
        _desk.Durability.Flush();
        Volatile.Write(ref _session, new ReceiveSession(preface, _desk.Durability));
        return (Admission.Admitted, _session);
    }
}
