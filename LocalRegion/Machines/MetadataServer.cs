using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>A small HTTP/1.1 server on a socket that listens inside a machine. It answers what a delegate says.</summary>
public sealed class MetadataServer : IAsyncDisposable
{
    /// <summary>Where instances of the cloud find their metadata.</summary>
    public const string Address = "100.100.100.200";

    /// <summary>A request head longer than this is refused; ordinary ones have some hundred bytes.</summary>
    private const int LongestHead = 16384;
    private const int LongestBody = 65536;
    private const int MostConnections = 64;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    private readonly Socket _listener;
    private readonly Func<MetadataRequest, MetadataResponse> _answer;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _room = new(MostConnections);
    private readonly Task _loop;

    public MetadataServer(Socket listener, Func<MetadataRequest, MetadataResponse> answer)
    {
        _listener = listener;
        _answer = answer;
        _loop = Accept();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _loop;
        _stop.Dispose();
    }

    private async Task Accept()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _room.WaitAsync(_stop.Token);
                _ = Serve(await _listener.AcceptAsync(_stop.Token));
            }
            catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                _room.Release(); // The caller gave up before it was accepted.
            }
        }
    }

    private async Task Serve(Socket connection)
    {
        try
        {
            await using var stream = new NetworkStream(connection, ownsSocket: true);
            while (await ServeOne(stream))
            {
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or SocketException)
        {
            // The machine hung up or fell silent; it may connect again.
        }
        finally
        {
            _room.Release();
        }
    }

    /// <returns>True when the connection stays open for another request.</returns>
    private async Task<bool> ServeOne(NetworkStream stream)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        patience.CancelAfter(Idle);
        var head = await ReadHead(stream, patience.Token);
        if (head is null)
        {
            return false;
        }

        var lines = head.Split("\r\n");
        var start = lines[0].Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1).Where(line => line.Contains(':', StringComparison.Ordinal)))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        if (start.Length != 3 || !start[2].StartsWith("HTTP/1.", StringComparison.Ordinal) || !await SkipBody(stream, headers, patience.Token))
        {
            await Send(stream, new MetadataResponse(400, "Bad Request"), "GET", keep: false, patience.Token);
            return false;
        }

        var keep = start[2] == "HTTP/1.1"
            && !(headers.TryGetValue("Connection", out var wish) && wish.Equals("close", StringComparison.OrdinalIgnoreCase));
        await Send(stream, Answer(new MetadataRequest(start[0], start[1], headers)), start[0], keep, patience.Token);
        return keep;
    }

    private MetadataResponse Answer(MetadataRequest request)
    {
        try
        {
            return _answer(request);
        }
        catch (Exception failed)
        {
            // The edge of the server: one failed answer must not end the others.
            return new MetadataResponse(500, failed.Message);
        }
    }

    private static async Task<string?> ReadHead(NetworkStream stream, CancellationToken cancellation)
    {
        var head = new byte[LongestHead];
        var length = 0;

        // Byte by byte: what follows the head must stay in the socket, and requests here are few and short.
        while (length < LongestHead && await stream.ReadAsync(head.AsMemory(length, 1), cancellation) == 1)
        {
            length++;
            if (head.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            {
                return Encoding.Latin1.GetString(head, 0, length - 4);
            }
        }

        return null;
    }

    private static async Task<bool> SkipBody(NetworkStream stream, Dictionary<string, string> headers, CancellationToken cancellation)
    {
        if (headers.ContainsKey("Transfer-Encoding"))
        {
            return false;
        }

        if (!headers.TryGetValue("Content-Length", out var text))
        {
            return true;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > LongestBody)
        {
            return false;
        }

        await stream.ReadExactlyAsync(new byte[length], cancellation);
        return true;
    }

    private static async Task Send(
        NetworkStream stream, MetadataResponse response, string method, bool keep, CancellationToken cancellation)
    {
        var body = Encoding.UTF8.GetBytes(response.Body);
        var head = $"HTTP/1.1 {response.Status} {(HttpStatusCode)response.Status}\r\nContent-Type: {response.ContentType}\r\n"
            + $"Content-Length: {body.Length}\r\nConnection: {(keep ? "keep-alive" : "close")}\r\n\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), cancellation);
        if (method != "HEAD")
        {
            await stream.WriteAsync(body, cancellation);
        }
    }
}
