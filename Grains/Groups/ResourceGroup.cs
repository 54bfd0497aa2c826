using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Fleet.Search;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Names;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Groups;

/// <summary>A resource group: its name, and whether something may join it.</summary>
internal sealed partial class ResourceGroup(
    [PersistentState("group", "fleet")] IPersistentState<GroupRecord> store,
    IFleetProjection projection,
    IFleetReader reader,
    TimeProvider clock,
    ILogger<ResourceGroup> log) : Grain, IResourceGroup
{
    // Far longer than the read model, which is asked for the members, lags behind.
    private static readonly TimeSpan JoiningTakes = TimeSpan.FromSeconds(5);

    // An activation that takes over does not know who was admitted just before.
    private DateTimeOffset _admitted = DateTimeOffset.MinValue;

    private GroupRecord Record => store.State;

    private string Id => this.GetPrimaryKeyString();

    private bool Exists => Record.Name.Length > 0;

    private UniqueNames Names => new(GrainFactory, "resource group", Id);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _admitted = Exists ? clock.GetUtcNow() : DateTimeOffset.MinValue;
        return Task.CompletedTask;
    }

    public async Task<GroupView> Create(string name)
    {
        MustBeOurs();
        if (!Exists)
        {
            await Call(name, clock.GetUtcNow());
            LogCreated(Id, name);
        }
        else if (Record.Name != name)
        {
            throw JobErrors.IllegalMove.With($"the resource group {Id} already exists under the name {Record.Name}");
        }

        return ToView();
    }

    public async Task<GroupView> Rename(string name)
    {
        MustBeOurs();
        MustExist();
        if (Record.Name != name)
        {
            await Call(name, Record.CreatedAt);
        }

        return ToView();
    }

    public Task Admit()
    {
        MustExist();
        _admitted = clock.GetUtcNow();
        return Task.CompletedTask;
    }

    public async Task Delete()
    {
        MustBeOurs();
        if (Exists)
        {
            await MustBeEmpty();
            await Names.Free(Record.Held);
            await this.Clear(store);
            LogDeleted(Id);
        }

        projection.Removed(Id);
    }

    public Task<GroupView> View()
    {
        MustExist();
        return Task.FromResult(ToView());
    }

    private async Task Call(string name, DateTimeOffset createdAt)
    {
        if (!NameRule.Allows(name))
        {
            throw new FleetException([CodeErrors.BadName.Fault($"'{name}'") with { Field = "name" }]);
        }

        var before = Record.Held;
        await this.Save(store, Record with { Held = [.. before.Append(name).Distinct(StringComparer.OrdinalIgnoreCase)] });
        if (!await Names.TryTake(name))
        {
            await this.Save(store, Record with { Held = before });
            throw new FleetException([SourceErrors.NameTaken.Fault($"'{name}' is the name of another resource group") with { Field = "name" }]);
        }

        await this.Save(store, Record with { Name = name, CreatedAt = createdAt });
        projection.Changed(ToView());
        await Names.Free(Record.Held.Where(held => !UniqueNames.Same(held, name)));
        await this.Save(store, Record with { Held = [name] });
    }

    private async Task MustBeEmpty()
    {
        if (clock.GetUtcNow() - _admitted < JoiningTakes)
        {
            throw LabelErrors.GroupNotEmpty.With($"{Record.Name} ({Id}): something joined it a moment ago");
        }

        var members = new Where("group", Comparison.Equal, Id);
        foreach (var topic in (Topic[])[Topic.Sources, Topic.Jobs])
        {
            if (await reader.Find(topic, members, most: 1, CancellationToken.None) is [var member, ..])
            {
                throw LabelErrors.GroupNotEmpty.With($"{Record.Name} ({Id}) holds {member}");
            }
        }
    }

    private void MustExist()
    {
        if (!Exists && Id != IResourceGroup.Default)
        {
            throw LabelErrors.UnknownGroup.With(Id);
        }
    }

    private void MustBeOurs()
    {
        if (Id == IResourceGroup.Default)
        {
            throw LabelErrors.DefaultGroup.With(Id);
        }
    }

    private GroupView ToView() => new(Id, Id == IResourceGroup.Default ? Id : Record.Name, Record.CreatedAt);

    [LoggerMessage(2201, LogLevel.Information, "Resource group {GroupId} was created as {Name}")]
    private partial void LogCreated(string groupId, string name);

    [LoggerMessage(2202, LogLevel.Information, "Resource group {GroupId} was deleted")]
    private partial void LogDeleted(string groupId);
}
