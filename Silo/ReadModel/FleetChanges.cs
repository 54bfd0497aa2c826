using System.Collections.Concurrent;
using FleetMigrator.Grains.Interfaces.Fleet;
using Orleans.Streams;

namespace FleetMigrator.Silo.ReadModel;

/// <summary>
/// The bell: change notices travel as an Orleans stream and ring in every open page of the silo. The subscription is made anew
/// at each start and its list lives in memory, so a crash leaves none behind. Who hears nothing still reads the truth.
/// </summary>
internal sealed partial class FleetChanges(IClusterClient client, ILogger<FleetChanges> log) : IFleetChanges, IStartupTask
{
    public const string Provider = "fleet-changes";

    private readonly ConcurrentDictionary<Subscription, Action<string>> _listeners = new();

    private StreamSubscriptionHandle<ChangeNotice>? _heard;

    private IAsyncStream<ChangeNotice> Notices
        => client.GetStreamProvider(Provider).GetStream<ChangeNotice>(StreamId.Create("fleet", "changes"));

    public IDisposable Subscribe(Action<string> changed)
    {
        var subscription = new Subscription(_listeners);
        _listeners[subscription] = changed;
        return subscription;
    }

    /// <summary>Rings for things that changed.</summary>
    public Task Publish(IReadOnlyList<string> ids) => Notices.OnNextAsync(new ChangeNotice(ids));

    public Task Execute(CancellationToken cancellationToken) => Listen();

    /// <summary>Subscribes, or does so again: the list of subscriptions goes with the silo that held it.</summary>
    public async Task Listen()
    {
        if (_heard is { } before)
        {
            // Once it has ended it cannot be ended again, should the rest fail and be tried once more.
            _heard = null;
            await before.UnsubscribeAsync();
        }

        _heard = await Notices.SubscribeAsync((notice, _) =>
        {
            Ring(notice.Ids);
            return Task.CompletedTask;
        });
    }

    private void Ring(IReadOnlyList<string> ids)
    {
        foreach (var (subscription, changed) in _listeners)
        {
            try
            {
                foreach (var id in ids)
                {
                    changed(id);
                }
            }
            catch (Exception failure)
            {
                // One broken page must not silence the others.
                LogListenerFailed(failure);
                subscription.Dispose();
            }
        }
    }

    [LoggerMessage(9301, LogLevel.Warning, "A listener for changes failed and was removed")]
    private partial void LogListenerFailed(Exception failure);

    private sealed class Subscription(ConcurrentDictionary<Subscription, Action<string>> listeners) : IDisposable
    {
        public void Dispose() => listeners.TryRemove(this, out _);
    }
}
