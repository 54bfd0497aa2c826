using System.Collections.Concurrent;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Notices;

namespace FleetMigrator.Grains.Tests.Fleet;

/// <summary>Targets of a test: they take everything, unless told otherwise, and remember it.</summary>
internal sealed class FakeSender : INoticeSender
{
    public ConcurrentQueue<(string Target, Notice Notice, DateTimeOffset At)> Taken { get; } = new();

    public ConcurrentQueue<DateTimeOffset> Refused { get; } = new();

    public bool Refuses { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public Task Send(TargetRequest target, string secret, Notice notice, CancellationToken cancellation)
    {
        if (Refuses)
        {
            Refused.Enqueue(Clock.GetUtcNow());
            throw NoticeErrors.NotTaken.With("503");
        }

        Taken.Enqueue((target.Name, notice, Clock.GetUtcNow()));
        return Task.CompletedTask;
    }
}
