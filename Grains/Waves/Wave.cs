using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Things;
using FleetMigrator.Grains.Interfaces.Waves;
using FleetMigrator.Grains.OpenWork;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Waves;

/// <summary>A wave: what a person asks of it. How it goes on is in the other part.</summary>
internal sealed partial class Wave(
    [PersistentState("wave", "fleet")] IPersistentState<WaveRecord> store, IFleetReader reader, TimeProvider clock, ILogger<Wave> log) : Grain, IWave
{
    /// <summary>The list in which all waves are.</summary>
    public const string List = "waves";

    private const int LongestChain = 100;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private IGrainTimer? _timer;
    private string? _heldBy;

    private WaveRecord Record => store.State;

    private string Id => this.GetPrimaryKeyString();

    private DateTimeOffset Now => clock.GetUtcNow();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Schedule();
        return Task.CompletedTask;
    }

    public async Task<WaveView> Plan(WaveRequest request)
    {
        if (Record.Request is not null && Record.State != WaveState.Planned)
        {
            throw BulkErrors.WaveState.With($"{Id} is {Record.State}");
        }

        List<Fault> faults = [.. WaveRules.Check(request), .. await Circles(request)];
        if (faults.Count > 0)
        {
            throw new FleetException(faults);
        }

        await GrainFactory.GetGrain<IThingList>(List).Add(Id);
        await Store(Record with
        {
            Request = request,
            CreatedAt = Record.Request is null ? Now : Record.CreatedAt,
            Members = [.. request.SourceIds.Distinct(StringComparer.Ordinal).Select(id => new WaveMember(id))],
        });
        return ToView();
    }

    public async Task<WaveView> Start()
    {
        MustExist();
        if (Record.State == WaveState.Finished)
        {
            throw BulkErrors.WaveState.With($"{Id} is finished");
        }

        if (Record.State != WaveState.Running)
        {
            await Begin();
        }

        return ToView();
    }

    public async Task<WaveView> Stop()
    {
        MustExist();
        if (Record.State is WaveState.Planned or WaveState.Finished)
        {
            throw BulkErrors.WaveState.With($"{Id} is {Record.State}");
        }

        await Store(Record with { State = WaveState.Stopped });
        return ToView();
    }

    public async Task Delete()
    {
        if (Record.Request is not null)
        {
            if (Record.State == WaveState.Running)
            {
                throw BulkErrors.WaveState.With($"{Id} runs");
            }

            await this.Clear(store);
        }

        await GrainFactory.GetGrain<IThingList>(List).Remove(Id);
        Schedule();
    }

    public Task<WaveView> View()
    {
        MustExist();
        return Task.FromResult(ToView());
    }

    public Task<bool> Wake()
    {
        Schedule();
        return Task.FromResult(Record.IsOpen);
    }

    /// <summary>Faults of the waves that this one waits for: unknown ones, and chains that lead back to it.</summary>
    private async Task<IReadOnlyList<Fault>> Circles(WaveRequest request)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(request.After);
        while (open.TryDequeue(out var id))
        {
            if (id == Id)
            {
                return [WaveRules.Bad($"{Id} would wait for itself", "after")];
            }

            if (!seen.Add(id) || seen.Count > LongestChain)
            {
                continue;
            }

            try
            {
                foreach (var before in (await GrainFactory.GetGrain<IWave>(id).View()).Request.After)
                {
                    open.Enqueue(before);
                }
            }
            catch (FleetException unknown)
            {
                return [unknown.Fault with { Field = "after" }];
            }
        }

        return [];
    }

    private async Task Store(WaveRecord record)
    {
        if (record.IsOpen)
        {
            await GrainFactory.GetGrain<IWorkBook>(0).Open(Id);
        }

        await this.Save(store, record);
        Schedule();
    }

    private void Schedule()
    {
        if (Record.IsOpen && _timer is null)
        {
            _timer = this.RegisterGrainTimer(Look, new GrainTimerCreationOptions(TimeSpan.Zero, LookEvery) { KeepAlive = true });
        }
        else if (!Record.IsOpen && _timer is not null)
        {
            _timer.Dispose();
            _timer = null;
        }
    }

    private void MustExist()
    {
        if (Record.Request is null)
        {
            throw BulkErrors.Unknown.With(Id);
        }
    }

    private WaveView ToView()
    {
        var members = Record.Members;
        var percent = members.Count == 0 ? 0 : members.Count(member => member.HasEnded) * 100 / members.Count;
        return new WaveView(
            Id, Record.Request!, Record.State, Record.State == WaveState.Running ? _heldBy : null, members, percent, ExpectedEnd(),
            Record.CreatedAt, Record.StartedAt, Record.EndedAt);
    }
}
