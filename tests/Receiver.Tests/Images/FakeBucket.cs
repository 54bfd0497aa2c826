using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using FleetMigrator.Receiver.Images;

namespace FleetMigrator.Receiver.Tests.Images;

/// <summary>Serves one object and takes parts, with the faults that a real bucket shows: broken connections and expired addresses.</summary>
internal sealed class FakeBucket : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly byte[] _content;
    private readonly Task _serving;
    private int _refusals = 1;
    private int _breaks = 1;

    public FakeBucket(byte[] content)
    {
        _content = content;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _serving = Serve();
    }

    public string Address { get; }

    public ConcurrentDictionary<int, byte[]> Parts { get; } = new();

    public int PutsOfPartTwo { get; private set; }

    public byte[] Object => [.. Parts.OrderBy(part => part.Key).SelectMany(part => part.Value)];

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task Serve()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            if (context.Request.HttpMethod == "GET")
            {
                Get(context);
            }
            else
            {
                await Put(context);
            }
        }
    }

    private void Get(HttpListenerContext context)
    {
        var from = context.Request.Headers["Range"] is { } range ? int.Parse(range["bytes=".Length..^1]) : 0;
        if (from > 0 && !context.Request.RawUrl!.Contains("renewed", StringComparison.Ordinal))
        {
            Refuse(context);
            return;
        }

        var response = context.Response;
        response.StatusCode = from > 0 ? 206 : 200;
        response.Headers["ETag"] = "\"one\"";
        if (from > 0)
        {
            response.Headers["Content-Range"] = $"bytes {from}-{_content.Length - 1}/{_content.Length}";
        }

        response.ContentLength64 = _content.Length - from;
        if (Interlocked.Decrement(ref _breaks) >= 0)
        {
            response.OutputStream.Write(_content, from, (_content.Length - from) / 2);
            response.OutputStream.Flush();
            response.Abort();
            return;
        }

        response.OutputStream.Write(_content, from, _content.Length - from);
        response.Close();
    }

    private async Task Put(HttpListenerContext context)
    {
        var number = int.Parse(context.Request.QueryString["partNumber"]!);
        PutsOfPartTwo += number == 2 ? 1 : 0;
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        if (number == 1 && Interlocked.Decrement(ref _refusals) >= 0)
        {
            Refuse(context);
            return;
        }

        Parts[number] = body.ToArray();
#pragma warning disable CA5351 // An ETag is the MD5 of its part.
        var hash = MD5.HashData(Parts[number]);
#pragma warning restore CA5351
        context.Response.Headers["ETag"] = $"\"{Convert.ToHexString(hash)}\"";
        context.Response.Headers["x-oss-hash-crc64ecma"] = Crc64.Of(Parts[number]).ToString();
        context.Response.Close();
    }

    private static void Refuse(HttpListenerContext context)
    {
        context.Response.StatusCode = 403;
        context.Response.Close();
    }
}
