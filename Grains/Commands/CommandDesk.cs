using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Commands;

/// <summary>What is known of commands in memory only: interim reports.</summary>
internal sealed class CommandDesk
{
    private readonly Dictionary<string, CommandReport> _interim = new(StringComparer.Ordinal);

    /// <summary>Keeps an interim report.</summary>
    public void Note(CommandReport report) => _interim[report.CommandId] = report;

    /// <summary>Forgets a command that has ended or was withdrawn.</summary>
    public void Forget(string commandId) => _interim.Remove(commandId);

    /// <summary>Whether the other end has said anything about the command to this activation.</summary>
    public bool Heard(string commandId) => _interim.ContainsKey(commandId);

    /// <summary>The last report: the stored end, else the interim one, else pending.</summary>
    public CommandReport ReportOf<TCommand>(CommandBook<TCommand> book, string commandId)
        where TCommand : class
        => book.Find(commandId)?.Report ?? _interim.GetValueOrDefault(commandId) ?? new CommandReport(commandId, CommandState.Pending);
}
