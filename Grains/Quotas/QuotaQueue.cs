namespace FleetMigrator.Grains.Quotas;

/// <summary>Who waits. Fair between resource groups: the group that has the least of a kind is next, within a group whoever waits longest.</summary>
internal sealed class QuotaQueue
{
    private static readonly Comparer<QuotaTicket> Oldest = Comparer<QuotaTicket>.Create((left, right)
        => left.Request.Since.CompareTo(right.Request.Since) is not 0 and var order ? order : string.CompareOrdinal(left.Request.Holder, right.Request.Holder));

    private readonly Dictionary<string, QuotaTicket> _tickets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<QuotaTicket>> _lines = new(StringComparer.Ordinal);

    public IReadOnlyCollection<QuotaTicket> Tickets => _tickets.Values;

    public QuotaTicket? Find(string holder) => _tickets.GetValueOrDefault(holder);

    /// <summary>Adds a ticket, or replaces the holder's.</summary>
    public void Put(QuotaTicket ticket)
    {
        Remove(ticket.Request.Holder);
        _tickets[ticket.Request.Holder] = ticket;
        if (!_lines.TryGetValue(ticket.Line, out var line))
        {
            _lines[ticket.Line] = line = new SortedSet<QuotaTicket>(Oldest);
        }

        line.Add(ticket);
    }

    public void Remove(string holder)
    {
        if (_tickets.Remove(holder, out var ticket))
        {
            var line = _lines[ticket.Line];
            line.Remove(ticket);
            if (line.Count == 0)
            {
                _lines.Remove(ticket.Line);
            }
        }
    }

    /// <summary>The next ticket that there is room for, or null.</summary>
    public QuotaTicket? Next(QuotaUsage usage)
        => _lines.Values.Select(line => line.Min!)
            .Where(ticket => usage.Obstacle(ticket.Request) is null)
            .MinBy(ticket => (usage.ShareOf(ticket.Request.Group, ticket.Kind), ticket.Request.Since, ticket.Request.Holder));

    /// <summary>Everybody in the order in which places come free, if each kind had room for one at a time.</summary>
    public IReadOnlyList<QuotaTicket> InOrder(QuotaUsage usage)
    {
        var lines = _lines.Values.Select(line => new Queue<QuotaTicket>(line)).ToList();
        var more = new Dictionary<(string Group, Interfaces.Quotas.QuotaKind Kind), int>();
        var order = new List<QuotaTicket>(_tickets.Count);
        while (lines.Count > 0)
        {
            var line = lines.MinBy(line => (Share(line.Peek()), line.Peek().Request.Since, line.Peek().Request.Holder))!;
            var ticket = line.Dequeue();
            order.Add(ticket);
            var part = (ticket.Request.Group, ticket.Kind);
            more[part] = more.GetValueOrDefault(part) + 1;
            if (line.Count == 0)
            {
                lines.Remove(line);
            }
        }

        return order;

        int Share(QuotaTicket ticket) => usage.ShareOf(ticket.Request.Group, ticket.Kind) + more.GetValueOrDefault((ticket.Request.Group, ticket.Kind));
    }
}
