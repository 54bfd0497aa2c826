namespace FleetMigrator.LocalRegion.Oss;

/// <summary>Reads pieces of several files as one stream.</summary>
internal sealed class SegmentStream(IReadOnlyList<(FileStream File, long Start, long Length)> pieces) : Stream
{
    private readonly long _length = pieces.Sum(piece => piece.Length);
    private int _piece;
    private long _withinPiece;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_piece < pieces.Count)
        {
            var (file, start, length) = pieces[_piece];
            var wanted = (int)Math.Min(buffer.Length, length - _withinPiece);
            if (wanted == 0)
            {
                _piece++;
                _withinPiece = 0;
                continue;
            }

            var read = await RandomAccess.ReadAsync(file.SafeFileHandle, buffer[..wanted], start + _withinPiece, cancellationToken);
            if (read == 0)
            {
                throw new EndOfStreamException($"{file.Name} is shorter than its record says.");
            }

            _withinPiece += read;
            _position += read;
            return read;
        }

        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var (file, _, _) in pieces)
            {
                file.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
