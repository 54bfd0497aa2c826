using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using FleetMigrator.Transfer.Flow;
using FleetMigrator.Transfer.Frames;
using FleetMigrator.Transfer.Security;

namespace FleetMigrator.Transfer.Sending;

/// <summary>Opens connections to the receiver: TCP, TLS with both ends pinned, preface.</summary>
internal sealed class SenderDialer(SenderOptions options, TokenBucket bucket, SendMeter meter)
{
    /// <summary>Longer than any stall of a target disk that is worth waiting for; the receiver pings every 10 s.</summary>
    private const int SilenceMilliseconds = 120_000;
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(20);

    public async Task<(Socket Socket, SslStream Tls)> Open(Preface preface, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ConnectWithin);
        Socket? socket = null;
        try
        {
            socket = await (options.Dial ?? Connect)(options.Host, options.Port, limit.Token);
            socket.NoDelay = true;
            socket.ReceiveTimeout = socket.SendTimeout = SilenceMilliseconds;
            var metered = new MeteredStream(new NetworkStream(socket, ownsSocket: true), bucket, meter.Wrote, cancellation);
            var tls = await DataTls.AsSender(metered, options.Certificate, options.ReceiverCertificateSha256, limit.Token);
            await Introduce(tls, preface, limit.Token);
            return (socket, tls);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            socket?.Dispose();
            throw new TransferException(TransferFailure.Unreachable, $"no connection to {options.Host}:{options.Port} within {ConnectWithin.TotalSeconds:0} s", error);
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }

    private static async Task Introduce(SslStream tls, Preface preface, CancellationToken cancellation)
    {
        var buffer = new byte[Preface.Size];
        preface.Write(buffer);
        await tls.WriteAsync(buffer, cancellation);
        await tls.ReadExactlyAsync(buffer.AsMemory(0, PrefaceReply.Size), cancellation);
        var reply = PrefaceReply.Parse(buffer);
        throwIfRefused(reply, preface);

        static void throwIfRefused(PrefaceReply reply, Preface preface)
        {
            TransferException? refusal = reply.Admission switch
            {
                Admission.Admitted => null,
                Admission.OldEpoch => new TransferException(TransferFailure.Superseded, $"epoch {preface.Epoch} is old, the receiver is at {reply.Epoch}"),
                Admission.OtherJob => new TransferException(TransferFailure.WrongJob, $"the receiver doesn't serve job {preface.JobId}"),
                _ => new TransferException(TransferFailure.Unreachable, "the receiver closed the session"),
            };
            if (refusal is not null)
            {
                throw refusal;
            }
        }
    }

    private static async Task<Socket> Connect(string host, int port, CancellationToken cancellation)
    {
        var address = IPAddress.TryParse(host, out var known) ? known : (await Dns.GetHostAddressesAsync(host, cancellation))[0];
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, port, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
