using FleetMigrator.Grains.Interfaces.Audit;

namespace FleetMigrator.Dashboard.Tests;

/// <summary>Does what a page asks for and remembers it.</summary>
public sealed class ActionsDone : IActions
{
    private readonly List<(string Action, string Subject)> _all = [];

    /// <summary>What was asked for, in its order.</summary>
    public IReadOnlyList<(string Action, string Subject)> All => _all;

    public Task<T> Do<T>(string action, string subject, object? request, Func<Task<T>> act)
    {
        _all.Add((action, subject));
        return act();
    }
}
