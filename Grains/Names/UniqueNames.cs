using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Names;

/// <summary>
/// The names that one owner holds. Names are unique without regard to case. The owner stores a name before it takes it, so that none is
/// lost to a crash in between.
/// </summary>
/// <param name="grains">Finds the grains of the names.</param>
/// <param name="kind">What is named.</param>
/// <param name="owner">Id of the owner.</param>
internal sealed class UniqueNames(IGrainFactory grains, string kind, string owner)
{
    /// <summary>Takes a name.</summary>
    /// <exception cref="FleetException">FM-2031 when somebody else has it.</exception>
    public async Task Take(string name)
    {
        if (!await TryTake(name))
        {
            throw new FleetException([SourceErrors.NameTaken.Fault($"'{name}' is the name of another {kind}") with { Field = "name" }]);
        }
    }

    /// <summary>Takes a name unless somebody else has it.</summary>
    public async Task<bool> TryTake(string name) => await Of(name).Take(owner) == owner;

    /// <summary>Gives names back. Repeating is safe.</summary>
    public async Task Free(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            await Of(name).Free(owner);
        }
    }

    /// <summary>Whether both are one name.</summary>
    public static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private IUniqueName Of(string name) => grains.GetGrain<IUniqueName>($"{kind}/{name.ToLowerInvariant()}");
}
