namespace FleetMigrator.Grains.Interfaces.Audit;

/// <summary>The way in which pages change something: written down before it is done, and what came of it afterwards.</summary>
public interface IActions
{
    /// <summary>Does it. What cannot be written down is not done.</summary>
    /// <param name="action">Name of the operation, as in the API document.</param>
    /// <param name="subject">Id of the thing that it is about, or empty.</param>
    /// <param name="request">What is asked for, or null; secrets in it are starred out.</param>
    /// <param name="act">The action; what it throws comes through.</param>
    Task<T> Do<T>(string action, string subject, object? request, Func<Task<T>> act);

    /// <summary>Does what gives no answer.</summary>
    Task Do(string action, string subject, object? request, Func<Task> act)
        => Do<object?>(action, subject, request, async () =>
        {
            await act();
            return null;
        });
}
