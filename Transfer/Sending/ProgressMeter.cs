namespace FleetMigrator.Transfer.Sending;

/// <summary>Makes <see cref="TransferProgress"/> from the volumes' figures, with the speed of the last few seconds.</summary>
internal sealed class ProgressMeter(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly Queue<(long At, long Bytes)> _samples = new();
    private long _carried;
    private long _last;

    public TransferProgress Take(int round, IReadOnlyList<VolumeProgress> volumes, long wireBytes)
    {
        var done = volumes.Sum(volume => volume.BytesDone);
        // A new round starts from zero; speed doesn't.
        _carried += done < _last ? _last : 0;
        _last = done;
        var now = clock.GetTimestamp();
        _samples.Enqueue((now, _carried + done));
        while (_samples.Count > 2 && clock.GetElapsedTime(_samples.Peek().At, now) > Window)
        {
            _samples.Dequeue();
        }

        var (at, bytes) = _samples.Peek();
        var seconds = clock.GetElapsedTime(at, now).TotalSeconds;
        var speed = seconds > 0 ? (long)((_carried + done - bytes) / seconds) : 0;
        return new TransferProgress(
            round, volumes.Sum(volume => volume.BytesTotal), done, wireBytes, volumes.Sum(volume => volume.FilesTotal), volumes.Sum(volume => volume.FilesDone), speed, volumes);
    }
}
