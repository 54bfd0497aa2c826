using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Dashboard.Widgets;

/// <summary>Tries something for a person.</summary>
internal static class Attempts
{
    /// <summary>Every fault for which it was refused; none when it worked.</summary>
    public static async Task<IReadOnlyList<Fault>> Try(Func<Task> action)
    {
        try
        {
            await action();
            return [];
        }
        catch (FleetException refused)
        {
            return refused.Faults;
        }
    }
}
