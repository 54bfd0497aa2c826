using System.Collections.Concurrent;
using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Tests.Fleet;

/// <summary>Keeps the news of jobs.</summary>
internal sealed class FakeNotices : IJobNotices
{
    public ConcurrentQueue<JobNotice> Told { get; } = new();

    public void Tell(JobNotice notice) => Told.Enqueue(notice);

    public IReadOnlyList<NoticeKind> Kinds => [.. Told.Select(notice => notice.Kind)];
}
