using FleetMigrator.Grains.Interfaces.OpenWork;
using Orleans.Concurrency;

namespace FleetMigrator.Grains.Interfaces.Notices;

/// <summary>
/// Somebody who is told. Key: its id, <c>n-…</c>. Notices are stored before they are sent, sent in their order, tried again with
/// growing pauses for a day, and kept so that they can be sent once more.
/// </summary>
[Alias("fleet.notice-target")]
public interface INoticeTarget : IOpenWork
{
    /// <summary>Makes the target. Not repeatable.</summary>
    /// <exception cref="Errors.FleetException">Every fault of the request at once: FM-9021.</exception>
    [Alias("create")]
    Task<CreatedTarget> Create(TargetRequest request);

    /// <summary>Replaces what was asked for; kind and secret stay. Repeating is safe.</summary>
    [Alias("change")]
    Task<TargetView> Change(TargetRequest request);

    /// <summary>Takes a notice if it is of a wanted kind. Stored before the answer; repeating is safe.</summary>
    [Alias("take")]
    Task Take(Notice notice);

    /// <summary>Sends one more time: what the id names, or everything that was given up. Repeating is safe.</summary>
    /// <exception cref="Errors.FleetException">FM-9022 when the notice is not kept any more.</exception>
    [Alias("replay")]
    Task<TargetView> Replay(string? noticeId);

    /// <summary>Removes the target. Repeating is safe.</summary>
    [Alias("delete")]
    Task Delete();

    /// <summary>The target as it is; FM-9022 when there is none.</summary>
    [ReadOnly, AlwaysInterleave, Alias("view")]
    Task<TargetView> View();
}
