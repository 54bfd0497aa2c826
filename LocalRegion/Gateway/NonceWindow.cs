namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>Remembers nonces for as long as a signature stays valid, so that a recorded request can't be sent again.</summary>
internal sealed class NonceWindow(TimeProvider clock, TimeSpan window)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _seen = [];
    private readonly Queue<string> _order = new();

    /// <summary>False when this key has used the nonce before.</summary>
    public bool TryUse(string keyId, string nonce)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            // A date may lie a window ahead, so the signature stays good for two.
            while (_order.TryPeek(out var oldest) && now - _seen[oldest] > 2 * window)
            {
                _seen.Remove(_order.Dequeue());
            }

            var name = $"{keyId}\n{nonce}";
            if (!_seen.TryAdd(name, now))
            {
                return false;
            }

            _order.Enqueue(name);
            return true;
        }
    }
}
