using Orleans.Concurrency;

namespace FleetMigrator.Grains.Interfaces.Notices;

/// <summary>Knows all targets of an account and gives every notice to each. Key: the account's id.</summary>
[Alias("fleet.notice-board")]
public interface INoticeBoard : IGrainWithStringKey
{
    /// <summary>A target was made. Repeating is safe.</summary>
    [Alias("join")]
    Task Join(string targetId);

    /// <summary>A target is gone. Repeating is safe.</summary>
    [Alias("leave")]
    Task Leave(string targetId);

    /// <summary>Gives a notice to all targets; done when all have stored it. Repeating is safe. A target that leaves meanwhile is not waited for.</summary>
    [AlwaysInterleave, Alias("post")]
    Task Post(Notice notice);

    /// <summary>Ids of all targets.</summary>
    [ReadOnly, AlwaysInterleave, Alias("targets")]
    Task<IReadOnlyList<string>> Targets();
}
