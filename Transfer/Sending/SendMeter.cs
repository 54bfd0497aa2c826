namespace FleetMigrator.Transfer.Sending;

/// <summary>Figures of one sender over all its sessions.</summary>
internal sealed class SendMeter
{
    private long _wireBytes;
    private long _bytesSent;
    private long _sentAgain;

    public long WireBytes => Interlocked.Read(ref _wireBytes);
    public long BytesSent => Interlocked.Read(ref _bytesSent);
    public long SentAgain => Interlocked.Read(ref _sentAgain);

    public void Wrote(int bytes) => Interlocked.Add(ref _wireBytes, bytes);

    public void Sent(long bytes) => Interlocked.Add(ref _bytesSent, bytes);

    public void Again(long bytes) => Interlocked.Add(ref _sentAgain, bytes);
}
