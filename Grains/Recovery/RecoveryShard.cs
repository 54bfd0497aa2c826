using FleetMigrator.Grains.Interfaces.Fleet;

namespace FleetMigrator.Grains.Recovery;

/// <summary>Wakes unfinished jobs whose activation was lost. The number of reminders does not depend on the number of jobs.</summary>
internal sealed class RecoveryShard(IFleetReader reader, JobWaker waker) : Grain, IRecoveryShard, IRemindable
{
    /// <summary>How many shards there are.</summary>
    public const int Count = 32;

    private const string Reminder = "scan";

    // The shortest period that reminders are made for.
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async Task Watch() => await this.RegisterOrUpdateReminder(Reminder, Every, Every);

    public async Task<int> Scan()
    {
        var mine = (await reader.OpenJobs(CancellationToken.None)).Where(job => ShardOf(job) == this.GetPrimaryKeyLong()).ToList();
        await waker.Wake(mine, CancellationToken.None);
        return mine.Count;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Scan();

    /// <summary>The shard of a job: the same on every silo and in every version.</summary>
    public static int ShardOf(string jobId) => (int)(jobId.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u) % Count);
}
