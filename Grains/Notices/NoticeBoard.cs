using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Notices;

namespace FleetMigrator.Grains.Notices;

/// <summary>Gives each notice to each target. Targets store, so the board need not.</summary>
internal sealed class NoticeBoard([PersistentState("notice-board", "fleet")] IPersistentState<BoardRecord> store) : Grain, INoticeBoard
{
    public async Task Join(string targetId)
    {
        if (!store.State.Targets.Contains(targetId, StringComparer.Ordinal))
        {
            await this.Save(store, store.State with { Targets = [.. store.State.Targets, targetId] });
        }
    }

    public async Task Leave(string targetId)
    {
        if (store.State.Targets.Contains(targetId, StringComparer.Ordinal))
        {
            await this.Save(store, store.State with { Targets = [.. store.State.Targets.Where(id => id != targetId)] });
        }
    }

    public Task Post(Notice notice)
        => Task.WhenAll(store.State.Targets.Select(id => GrainFactory.GetGrain<INoticeTarget>(id).Take(notice)));

    public Task<IReadOnlyList<string>> Targets() => Task.FromResult(store.State.Targets);
}
