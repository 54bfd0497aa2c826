using System.Threading.Channels;
using FleetMigrator.Silo.ReadModel;
using FleetMigrator.Silo.Storage;

namespace FleetMigrator.Silo.Hosting;

/// <summary>When another silo is gone: its grains begin anew elsewhere, and what it held in memory for all is made again.</summary>
internal sealed partial class ClusterWatch(ISiloStatusOracle silos, FleetDatabase database, FleetChanges changes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<ClusterWatch> log)
    : IStartupTask, ISiloStatusListener
{
    private static readonly TimeSpan _again = TimeSpan.FromSeconds(2);

    // Several that go at once need one answer.
    private readonly Channel<SiloAddress> _gone = Channel.CreateBounded<SiloAddress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public Task Execute(CancellationToken cancellationToken)
    {
        silos.SubscribeToSiloStatusEvents(this);
        _ = Watch(lifetime.ApplicationStopping);
        return Task.CompletedTask;
    }

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead && !updatedSilo.Equals(silos.SiloAddress))
        {
            _gone.Writer.TryWrite(updatedSilo);
        }
    }

    private async Task Watch(CancellationToken stopping)
    {
        try
        {
            await foreach (var silo in _gone.Reader.ReadAllAsync(stopping))
            {
                await TakeOver(silo, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops, and with it the watch.
        }
    }

    private async Task TakeOver(SiloAddress silo, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await database.ForgetRevisions(stopping);
                await changes.Listen();
                LogGone(silo);
                return;
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                // Costs freshness only, because lists are read from the tables; but pages would stay stale until something is done.
                LogNotTakenOver(failed, silo);
                await Task.Delay(_again, clock, stopping);
            }
        }
    }

    [LoggerMessage(9113, LogLevel.Information, "Silo {Silo} is gone; this one goes on")]
    private partial void LogGone(SiloAddress silo);

    [LoggerMessage(9114, LogLevel.Warning, "After silo {Silo} had gone the live changes could not be set up again; trying once more soon")]
    private partial void LogNotTakenOver(Exception failed, SiloAddress silo);
}
