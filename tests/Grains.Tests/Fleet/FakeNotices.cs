using System.Collections.Concurrent;
using FleetMigrator.Grains.Interfaces.Notices;

namespace FleetMigrator.Grains.Tests.Fleet;

/// <summary>Keeps the news.</summary>
internal sealed class FakeNotices : INotices
{
    public ConcurrentQueue<Notice> Told { get; } = new();

    public void Tell(Notice notice) => Told.Enqueue(notice);

    /// <summary>What was told of the lives of jobs; silence and kept instances come again and again beside it.</summary>
    public IReadOnlyList<NoticeKind> Kinds => [.. Told.Select(notice => notice.Kind).Where(kind => kind is not (NoticeKind.Kept or NoticeKind.Offline))];
}
