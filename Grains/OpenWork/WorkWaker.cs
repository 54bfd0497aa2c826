using FleetMigrator.Grains.Interfaces.Bulk;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Imports;
using FleetMigrator.Grains.Interfaces.Notices;
using FleetMigrator.Grains.Interfaces.OpenWork;
using FleetMigrator.Grains.Interfaces.Waves;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.OpenWork;

/// <summary>Wakes open work at the start of the service and once a minute.</summary>
internal sealed partial class WorkWaker(ILogger<WorkWaker> log) : Grain, IWorkWaker, IRemindable
{
    private const string Reminder = "wake";

    // The shortest period that reminders are made for.
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async Task Watch()
    {
        await this.RegisterOrUpdateReminder(Reminder, Every, Every);
        await WakeAll();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => WakeAll();

    private async Task WakeAll()
    {
        var book = GrainFactory.GetGrain<IWorkBook>(0);
        var done = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (id, number) in await book.Entries())
        {
            try
            {
                if (!await Thing(id).Wake())
                {
                    done[id] = number;
                }
            }
            catch (Exception failed) when (failed is OrleansException or TimeoutException or FleetException or IOException)
            {
                LogNotWoken(failed, id);
            }
        }

        if (done.Count > 0)
        {
            await book.Close(done);
        }
    }

    private IOpenWork Thing(string id) => id.Split('-')[0] switch
    {
        "im" => GrainFactory.GetGrain<IImportBatch>(id),
        "b" => GrainFactory.GetGrain<IBulkOperation>(id),
        "w" => GrainFactory.GetGrain<IWave>(id),
        "n" => GrainFactory.GetGrain<INoticeTarget>(id),
        _ => throw new InvalidOperationException($"nothing of the kind of {id} has open work"),
    };

    [LoggerMessage(9105, LogLevel.Error, "{Id} has open work and could not be woken; it is tried again")]
    private partial void LogNotWoken(Exception failed, string id);
}
