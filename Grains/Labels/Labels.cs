using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Labels;

namespace FleetMigrator.Grains.Labels;

/// <summary>Tags and resource group of one thing.</summary>
internal sealed record Labels(IReadOnlyDictionary<string, string> Tags, string Group)
{
    /// <summary>The labels after a change. A group is asked whether it admits the thing.</summary>
    /// <exception cref="FleetException">FM-2040, FM-2043, FM-2044.</exception>
    public async Task<Labels> After(LabelChange change, IGrainFactory grains)
    {
        var tags = change.RemoveAll ? new Dictionary<string, string>(StringComparer.Ordinal) : new Dictionary<string, string>(Tags, StringComparer.Ordinal);
        foreach (var key in change.Remove)
        {
            tags.Remove(key);
        }

        foreach (var (key, value) in change.Put)
        {
            tags[key] = value;
        }

        if (TagRules.Check(tags).ToList() is { Count: > 0 } faults)
        {
            throw new FleetException(faults);
        }

        if (change.Group is { } group)
        {
            await Admit(group, grains);
        }

        return new Labels(tags, change.Group ?? Group);
    }

    /// <summary>Asks a group whether something may join it; the empty name is the default group.</summary>
    /// <exception cref="FleetException">FM-2040.</exception>
    public static Task Admit(string group, IGrainFactory grains)
        => group.Length is 0 || group == IResourceGroup.Default ? Task.CompletedTask : grains.GetGrain<IResourceGroup>(group).Admit();
}
