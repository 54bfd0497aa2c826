using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Sources;
using Microsoft.Extensions.Logging;
using Orleans.Placement;

namespace FleetMigrator.Grains.Sources;

/// <summary>Remembers who joined under one machine id, one after the other.</summary>
// It is the first to call the server, which comes to be where it is called from.
[PreferLocalPlacement]
internal sealed partial class Machine(
    [PersistentState("machine", "fleet")] IPersistentState<MachineRecord> store,
    TimeProvider clock,
    ILogger<Machine> log) : Grain, IMachine
{
    private const string Account = "default"; // The only one until there are more.

    // An agent connects within seconds of its enrolment.
    private static readonly TimeSpan PromiseHolds = TimeSpan.FromMinutes(1);

    // Two copies that enrol before either is connected would get one id. A minute is not worth a record that outlives a crash.
    private readonly Dictionary<string, (Newcomer To, DateTimeOffset At)> _promised = new(StringComparer.Ordinal);

    public async Task<MachineClaim> Claim(Newcomer newcomer)
    {
        var known = store.State.Known;
        var sourceId = await MachineJudgement.SourceId(
            known, newcomer, newcomer.Identity.SourceId(Account), async id => IsPromised(id, newcomer) || await GrainFactory.GetGrain<ISourceServer>(id).RunsElsewhere(newcomer.BootId));
        if (sourceId is null)
        {
            throw SourceErrors.SharedIdentity.With($"{newcomer.Identity.SourceId(Account)} runs on another machine of the same identity and the same agent's key");
        }

        _promised[sourceId] = (newcomer, clock.GetUtcNow());
        return new MachineClaim(sourceId, [.. known.Where(machine => machine.SourceId != sourceId).Select(machine => machine.SourceId)]);
    }

    /// <summary>Whether another machine has just been given this id: one with another agent's key and another kernel running.</summary>
    private bool IsPromised(string sourceId, Newcomer newcomer)
        => _promised.TryGetValue(sourceId, out var promise) && clock.GetUtcNow() - promise.At < PromiseHolds
            && promise.To.KeySha256 != newcomer.KeySha256 && promise.To.BootId.Length > 0 && newcomer.BootId.Length > 0 && promise.To.BootId != newcomer.BootId;

    public async Task Join(Newcomer newcomer, string sourceId)
    {
        var others = store.State.Known.Where(machine => machine.SourceId != sourceId).ToList();
        var now = new KnownMachine(sourceId, newcomer.KeySha256, newcomer.Identity);
        if (!Facts.Same(store.State.Known.FirstOrDefault(machine => machine.SourceId == sourceId), now))
        {
            await this.Save(store, store.State with { Known = [.. others, now] });
            LogJoined(this.GetPrimaryKeyString(), sourceId, others.Count);
        }
    }

    public async Task Forget(string sourceId)
    {
        var rest = store.State.Known.Where(machine => machine.SourceId != sourceId).ToList();
        _promised.Remove(sourceId);
        if (rest.Count == 0)
        {
            await this.Clear(store);
        }
        else if (rest.Count < store.State.Known.Count)
        {
            await this.Save(store, store.State with { Known = rest });
        }
    }

    [LoggerMessage(2111, LogLevel.Information, "Machine {Machine} is source server {SourceId}; {Others} others share its machine id")]
    private partial void LogJoined(string machine, string sourceId, int others);
}
