using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Bulk;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Fleet.Search;
using FleetMigrator.Grains.Interfaces.Things;
using FleetMigrator.Grains.OpenWork;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Bulk;

/// <summary>Does one thing to many, a chunk at a time. A chunk is written down as begun before it is.</summary>
internal sealed partial class BulkOperation(
    [PersistentState("bulk", "fleet")] IPersistentState<BulkRecord> store, IFleetReader reader, TimeProvider clock, ILogger<BulkOperation> log)
    : Grain, IBulkOperation
{
    /// <summary>The list in which all bulk actions are.</summary>
    public const string List = "bulk";

    private const int LargestPage = 1000;

    // As many as the service is made for.
    private const int MostFound = 100_000;

    // Each chunk stores the whole record, so large actions take larger chunks; calls are made a few at a time in any case.
    private const int SmallestChunk = 100;
    private const int Chunks = 100;
    private const int AtOnce = 16;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private IGrainTimer? _timer;
    private bool _begun;

    private BulkRecord Record => store.State;

    private string Id => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Schedule();
        return Task.CompletedTask;
    }

    public async Task<BulkView> Create(BulkRequest request)
    {
        if (Record.Request is { } known)
        {
            return Facts.Same(known, request with { Ids = [] }) ? ToView() : throw JobErrors.IllegalMove.With($"{Id} was already begun with another request");
        }

        if (BulkRules.Check(request) is { Count: > 0 } faults)
        {
            throw new FleetException(faults);
        }

        var ids = request.Query is { } query
            ? await reader.Find(request.Topic, FilterParser.Parse(query, request.Topic), MostFound, CancellationToken.None)
            : [.. request.Ids.Distinct(StringComparer.Ordinal)];
        await GrainFactory.GetGrain<IThingList>(List).Add(Id);
        await Begin(new BulkRecord { Request = request with { Ids = [] }, CreatedAt = clock.GetUtcNow(), Items = [.. ids.Select(id => new BulkItem(id, BulkState.Waiting))] });
        LogBegun(Id, request.Action, ids.Count);
        return ToView();
    }

    public async Task<BulkView> Retry()
    {
        MustExist();
        if (Record.Items.Any(item => item.State == BulkState.Failed))
        {
            await Begin(Record with
            {
                EndedAt = null,
                Items = [.. Record.Items.Select(item => item.State == BulkState.Failed ? new BulkItem(item.Id, BulkState.Waiting) : item)],
            });
        }

        return ToView();
    }

    public Task<BulkView> View()
    {
        MustExist();
        return Task.FromResult(ToView());
    }

    public Task<BulkPage> Items(BulkState? state, int skip, int take)
    {
        MustExist();
        var found = Record.Items.Where(item => state is null || item.State == state).ToList();
        return Task.FromResult(new BulkPage([.. found.Skip(skip).Take(Math.Clamp(take, 1, LargestPage))], found.Count));
    }

    public Task<bool> Wake()
    {
        Schedule();
        return Task.FromResult(Record.IsOpen);
    }

    private async Task Begin(BulkRecord record)
    {
        await GrainFactory.GetGrain<IWorkBook>(0).Open(Id);
        await this.Save(store, record);
        Schedule();
    }

    private void Schedule()
    {
        if (Record.IsOpen && _timer is null)
        {
            _timer = this.RegisterGrainTimer(Look, new GrainTimerCreationOptions(TimeSpan.Zero, LookEvery) { Interleave = true, KeepAlive = true });
        }
        else if (!Record.IsOpen && _timer is not null)
        {
            _timer.Dispose();
            _timer = null;
        }
    }

    private async Task Look(CancellationToken cancellation)
    {
        if (!Record.IsOpen)
        {
            return;
        }

        // What is running at the first look was begun before a crash.
        var again = _begun ? [] : Record.Items.Where(item => item.State == BulkState.Running).Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        _begun = true;
        var size = Math.Max(SmallestChunk, Record.Items.Count / Chunks);
        var chunk = Record.Items.Where(item => item.State is BulkState.Running or BulkState.Waiting).Take(size).ToList();
        if (chunk.Count == 0)
        {
            await this.Save(store, Record with { EndedAt = clock.GetUtcNow() });
            LogEnded(Id, Record.Items.Count(item => item.State == BulkState.Done), Record.Items.Count);
            Schedule();
            return;
        }

        await Change(chunk.Select(item => item with { State = BulkState.Running }));
        var acts = new BulkActs(GrainFactory, Id, Record.Request!);
        var done = new List<BulkItem>();
        foreach (var part in chunk.Chunk(AtOnce))
        {
            done.AddRange(await Task.WhenAll(part.Select(item => Do(acts, item, again.Contains(item.Id)))));
        }

        await Change(done);
    }

    private async Task<BulkItem> Do(BulkActs acts, BulkItem item, bool again)
    {
        try
        {
            return item with { State = BulkState.Done, JobId = await acts.Do(item.Id, again) };
        }
        catch (FleetException refused)
        {
            return item with { State = BulkState.Failed, Fault = refused.Fault };
        }
        catch (Exception failed) when (failed is OrleansException or TimeoutException)
        {
            LogFailed(failed, Id, item.Id);
            return item with { State = BulkState.Failed, Fault = ServiceErrors.Unforeseen.Fault($"{item.Id} of {Id}: {failed.Message}") };
        }
    }

    private Task Change(IEnumerable<BulkItem> changed)
    {
        var byId = changed.ToDictionary(item => item.Id, StringComparer.Ordinal);
        return this.Save(store, Record with { Items = [.. Record.Items.Select(item => byId.GetValueOrDefault(item.Id, item))] });
    }

    private void MustExist()
    {
        if (Record.Request is null)
        {
            throw BulkErrors.Unknown.With(Id);
        }
    }

    private BulkView ToView() => new(
        Id, Record.Request!, Record.CreatedAt, Record.EndedAt, Enum.GetValues<BulkState>().ToDictionary(state => state, state => Record.Items.Count(item => item.State == state)));

    [LoggerMessage(7211, LogLevel.Information, "Bulk action {BulkId} ({Action}) was begun on {Count} things")]
    private partial void LogBegun(string bulkId, BulkAction action, int count);

    [LoggerMessage(7212, LogLevel.Information, "Bulk action {BulkId} has ended: {Done} of {Count} are done")]
    private partial void LogEnded(string bulkId, int done, int count);

    [LoggerMessage(7213, LogLevel.Error, "Bulk action {BulkId} failed on {Id}")]
    private partial void LogFailed(Exception failed, string bulkId, string id);
}
