using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Labels;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Names;

namespace FleetMigrator.Grains.Sources;

/// <summary>What people call and how they sort a source server: name, description, tags, resource group.</summary>
internal sealed partial class SourceServer
{
    private UniqueNames Names => new(GrainFactory, "source server", Id);

    public async Task<SourceView> Describe(string name, string description)
    {
        MustBeKept();
        List<Fault> faults = [.. DescriptionRule.Check(description)];
        if (name != Record.Name && !NameRule.Allows(name))
        {
            faults.Insert(0, CodeErrors.BadName.Fault($"'{name}'") with { Field = "name" });
        }

        if (faults.Count > 0)
        {
            throw new FleetException(faults);
        }

        await TakeName(name);
        if (Record.Name != name || Record.Description != description)
        {
            await Save(Record with { Name = name, Description = description });
        }

        await FreeNames(held => !UniqueNames.Same(held, name));
        return ToView();
    }

    public async Task<SourceView> Label(LabelChange change)
    {
        MustBeKept();
        var labels = await new Labels.Labels(Record.Tags, Record.ResourceGroup).After(change, GrainFactory);
        await Save(Record with { Tags = labels.Tags, ResourceGroup = labels.Group });
        return ToView();
    }

    public async Task Resemble(string sourceId, bool resembles)
    {
        if (!Exists || Record.Resembles.Contains(sourceId, StringComparer.Ordinal) == resembles)
        {
            return;
        }

        await Save(Record with { Resembles = resembles ? [.. Record.Resembles, sourceId] : [.. Record.Resembles.Where(other => other != sourceId)] });
    }

    /// <summary>The host name, or, when another server has it, the host name and something that no other server has.</summary>
    private async Task<string> NameForNewcomer(string hostname)
    {
        for (var name = hostname; ; name = $"{hostname}-{Interfaces.Ids.Random(5)}")
        {
            if (await Names.TryTake(name))
            {
                return name;
            }
        }
    }

    private async Task TakeName(string name)
    {
        if (Record.Held.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        // Stored before it is taken: what is held is given back even after a crash.
        var before = Record.Held;
        await Save(Record with { Held = [.. before, name] });
        try
        {
            await Names.Take(name);
        }
        catch (FleetException)
        {
            await Save(Record with { Held = before });
            throw;
        }
    }

    private async Task FreeNames(Func<string, bool> which)
    {
        var free = Record.Held.Where(which).ToList();
        if (free.Count > 0)
        {
            await Names.Free(free);
            await Save(Record with { Held = [.. Record.Held.Except(free, StringComparer.Ordinal)] });
        }
    }
}
