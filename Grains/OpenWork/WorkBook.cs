using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Bulk;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Imports;
using FleetMigrator.Grains.Interfaces.Notices;
using FleetMigrator.Grains.Interfaces.OpenWork;
using FleetMigrator.Grains.Interfaces.Waves;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.OpenWork;

/// <summary>Wakes open work once a minute and at the start of the service: things that work by themselves are few, so one book does.</summary>
internal sealed partial class WorkBook(
    [PersistentState("work-book", "fleet")] IPersistentState<WorkRecord> store, ILogger<WorkBook> log) : Grain, IWorkBook, IRemindable
{
    private const string Reminder = "wake";

    // The shortest period that reminders are made for.
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async Task Open(string id)
    {
        if (!store.State.Open.Contains(id, StringComparer.Ordinal))
        {
            await this.Save(store, store.State with { Open = [.. store.State.Open, id] });
            await this.RegisterOrUpdateReminder(Reminder, Every, Every);
        }
    }

    public async Task WakeAll()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in store.State.Open)
        {
            try
            {
                if (!await Thing(id).Wake())
                {
                    done.Add(id);
                }
            }
            catch (Exception failed) when (failed is OrleansException or TimeoutException or FleetException or IOException)
            {
                LogNotWoken(failed, id);
            }
        }

        if (done.Count > 0)
        {
            await this.Save(store, store.State with { Open = [.. store.State.Open.Where(id => !done.Contains(id))] });
        }

        if (store.State.Open.Count == 0 && await this.GetReminder(Reminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => WakeAll();

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
