using FleetMigrator.Grains.Commands;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Sources;

/// <summary>How commands to an agent affect each other.</summary>
internal static class SourceOrders
{
    /// <summary>Adds a command and takes back what it makes pointless, so that an order sent again never undoes a newer one.</summary>
    public static CommandBook<SourceCommand> Add(CommandBook<SourceCommand> book, SourceCommand command, DateTimeOffset at)
    {
        var rest = command switch
        {
            StopSyncCommand stop => book.Withdraw(entry => entry.Command is StartSyncCommand or ChangeSettingsCommand && JobOf(entry.Command) == stop.JobId),
            StartSyncCommand start => book.Withdraw(entry => JobOf(entry.Command) == start.JobId),
            // An agent that restarts gets the running order again; it must not fall back to the old settings.
            ChangeSettingsCommand change => book
                .Withdraw(entry => entry.Command is ChangeSettingsCommand && JobOf(entry.Command) == change.JobId)
                .Replace(other => other is StartSyncCommand start && start.JobId == change.JobId ? start with { Settings = change.Settings } : other),
            _ => book,
        };
        return rest.Add(command.Id, command, at);
    }

    /// <summary>Whether a command was given by a job; jobs begin the ids of their commands with their own.</summary>
    public static bool BelongsTo(Standing<SourceCommand> entry, string jobId)
        => JobOf(entry.Command) == jobId || entry.Id.StartsWith(jobId + "/", StringComparison.Ordinal);

    private static string? JobOf(SourceCommand command) => command switch
    {
        StartSyncCommand start => start.JobId,
        StopSyncCommand stop => stop.JobId,
        ChangeSettingsCommand change => change.JobId,
        _ => null,
    };
}
