namespace FleetMigrator.Transfer.Flow;

/// <summary>Counts and slows what is written to a connection, below TLS, so that the limit is on the wire's bytes.</summary>
internal sealed class MeteredStream(Stream inner, TokenBucket? bucket, Action<int> wrote, CancellationToken stopped) : Stream
{
    // Short enough that a new limit is felt at once.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override bool CanTimeout => inner.CanTimeout;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int ReadTimeout { get => inner.ReadTimeout; set => inner.ReadTimeout = value; }
    public override int WriteTimeout { get => inner.WriteTimeout; set => inner.WriteTimeout = value; }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);
    public override int Read(Span<byte> buffer) => inner.Read(buffer);
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (bucket is not null && !bucket.TryTake(buffer.Length, out var wait))
        {
            if (stopped.WaitHandle.WaitOne(wait < LongestWait ? wait : LongestWait))
            {
                throw new IOException("the transfer was stopped");
            }
        }

        inner.Write(buffer);
        wrote(buffer.Length);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await inner.WriteAsync(buffer, cancellationToken); // Only the handshake writes this way.
        wrote(buffer.Length);
    }

    public override void Flush() => inner.Flush();
    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
