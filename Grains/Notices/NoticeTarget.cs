using System.Security.Cryptography;
using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Notices;
using FleetMigrator.Grains.OpenWork;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Notices;

/// <summary>One target: its notices in their order, each sent until it is taken or given up.</summary>
internal sealed partial class NoticeTarget(
    [PersistentState("notice-target", "fleet")] IPersistentState<TargetRecord> store,
    INoticeSender sender,
    TimeProvider clock,
    ILogger<NoticeTarget> log) : Grain, INoticeTarget
{
    private const string Account = "default"; // The only one until there are more.
    private const int KeptDeliveries = 200;
    private const int SecretBytes = 32;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TryLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(1);

    private IGrainTimer? _timer;

    private TargetRecord Record => store.State;

    private string Id => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Schedule();
        return Task.CompletedTask;
    }

    public async Task<CreatedTarget> Create(TargetRequest request)
    {
        if (Record.Request is not null)
        {
            throw JobErrors.IllegalMove.With($"the target {Id} already exists");
        }

        Check(request);
        var secret = request.Kind == TargetKind.Webhook ? $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes))}" : "";
        await this.Save(store, new TargetRecord { Request = request, Secret = secret, CreatedAt = clock.GetUtcNow() });
        await GrainFactory.GetGrain<INoticeBoard>(Account).Join(Id);
        return new CreatedTarget(ToView(), secret);
    }

    public async Task<TargetView> Change(TargetRequest request)
    {
        MustExist();
        Check(request);
        if (request.Kind != Record.Request!.Kind)
        {
            throw new FleetException([NoticeErrors.BadTarget.Fault($"it is a {Record.Request.Kind} and stays one") with { Field = "kind" }]);
        }

        await this.Save(store, Record with { Request = request });
        return ToView();
    }

    public async Task Take(Notice notice)
    {
        if (Record.Request is not { Enabled: true } request
            || (request.Kinds.Count > 0 && notice.Kind != NoticeKind.Test && !request.Kinds.Contains(notice.Kind))
            || Record.Deliveries.Any(known => known.Notice.Id == notice.Id))
        {
            return;
        }

        var now = clock.GetUtcNow();
        await Save(deliveries => deliveries.Any(known => known.Notice.Id == notice.Id) ? deliveries : [.. deliveries, new Delivery(notice, DeliveryState.Pending, 0, now, now)]);
    }

    public async Task<TargetView> Replay(string? noticeId)
    {
        MustExist();
        var now = clock.GetUtcNow();
        if (noticeId is not null && Record.Deliveries.All(known => known.Notice.Id != noticeId))
        {
            throw NoticeErrors.Unknown.With($"{noticeId} of {Id}");
        }

        await Save(deliveries => [.. deliveries.Select(known => (noticeId is null ? known.State == DeliveryState.Failed : known.Notice.Id == noticeId)
            ? new Delivery(known.Notice, DeliveryState.Pending, 0, now, now)
            : known)]);
        return ToView();
    }

    public async Task Delete()
    {
        await GrainFactory.GetGrain<INoticeBoard>(Account).Leave(Id);
        if (Record.Request is not null)
        {
            await this.Clear(store);
        }

        Schedule();
    }

    public Task<TargetView> View()
    {
        MustExist();
        return Task.FromResult(ToView());
    }

    public Task<bool> Wake()
    {
        Schedule();
        return Task.FromResult(Next is not null);
    }

    private Delivery? Next => Record.Deliveries.FirstOrDefault(known => known.State == DeliveryState.Pending);

    private static void Check(TargetRequest request)
    {
        if (TargetRules.Check(request) is { Count: > 0 } faults)
        {
            throw new FleetException(faults);
        }
    }

    private void MustExist()
    {
        if (Record.Request is null)
        {
            throw NoticeErrors.Unknown.With(Id);
        }
    }

    private async Task Save(Func<IReadOnlyList<Delivery>, IReadOnlyList<Delivery>> change)
    {
        await GrainFactory.GetGrain<IWorkBook>(0).Open(Id);

        // Made of what is known now: while the book was told, the timer may have sent something, or another notice came.
        var deliveries = change(Record.Deliveries);

        // Whatever is still to be sent stays; of the rest the newest.
        var spare = deliveries.Count - KeptDeliveries;
        var kept = deliveries.Where(known => known.State == DeliveryState.Pending || --spare < 0).ToList();
        await this.Save(store, Record with { Deliveries = kept });
        Schedule();
    }

    private void Schedule()
    {
        if (Next is not null && _timer is null)
        {
            _timer = this.RegisterGrainTimer(Look, new GrainTimerCreationOptions(TimeSpan.Zero, LookEvery) { Interleave = true, KeepAlive = true });
        }
        else if (Next is null && _timer is not null)
        {
            _timer.Dispose();
            _timer = null;
        }
    }

    /// <summary>Tries the oldest; those behind it wait, so that news arrive in their order.</summary>
    private async Task Look(CancellationToken cancellation)
    {
        if (Next is not { } next || clock.GetUtcNow() < next.NextAt)
        {
            return;
        }

        string? error = null;
        using var limit = new CancellationTokenSource(TryLimit, clock);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await sender.Send(Record.Request!, Record.Secret, next.Notice, ends.Token);
        }
        catch (FleetException refused)
        {
            error = refused.Fault.Cause;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            error = $"it took longer than {TryLimit.TotalSeconds:0} s";
        }

        await Note(next, error);
    }

    private async Task Note(Delivery tried, string? error)
    {
        var now = clock.GetUtcNow();
        var tries = tried.Tries + 1;
        var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, Math.Min(tries, 20) - 1)));
        var state = error is null ? DeliveryState.Delivered : now + pause - tried.Since > GiveUpAfter ? DeliveryState.Failed : DeliveryState.Pending;
        await Save(deliveries => [.. deliveries.Select(known => known.Notice.Id == tried.Notice.Id && known.State == DeliveryState.Pending
            ? known with { State = state, Tries = tries, NextAt = now + pause, Error = error }
            : known)]);
        if (error is not null)
        {
            LogNotTaken(Id, tried.Notice.Id, tries, error, state);
        }
    }

    private TargetView ToView() => new(Id, Record.Request!, Record.CreatedAt, [.. Record.Deliveries.Reverse()]);

    [LoggerMessage(9503, LogLevel.Warning, "Target {TargetId} did not take notice {NoticeId} at try {Tries}: {Error}; it is {State} now")]
    private partial void LogNotTaken(string targetId, string noticeId, int tries, string error, DeliveryState state);
}
