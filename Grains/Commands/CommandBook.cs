using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Commands;

/// <summary>The commands of one agent or receiver, as stored. Immutable.</summary>
/// <typeparam name="TCommand">Kind of command.</typeparam>
internal sealed record CommandBook<TCommand>
    where TCommand : class
{
    // A job asks for the outcome of its own last few commands only; the rest is history that would grow without bound.
    private const int KeptFinished = 64;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Standing<TCommand>> Entries { get; init; } = [];

    /// <summary>The command of this id, or null.</summary>
    public Standing<TCommand>? Find(string id) => Entries.FirstOrDefault(entry => entry.Id == id);

    /// <summary>Commands that have not ended, oldest first.</summary>
    public IEnumerable<Standing<TCommand>> Unfinished => Entries.Where(entry => entry.Report is null);

    /// <summary>The book with one more command.</summary>
    public CommandBook<TCommand> Add(string id, TCommand command, DateTimeOffset at)
    {
        var dropped = Entries.Where(entry => entry.Report is not null).Reverse().Skip(KeptFinished - 1).Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        return this with { Entries = [.. Entries.Where(entry => !dropped.Contains(entry.Id)), new Standing<TCommand>(id, command, at)] };
    }

    /// <summary>The book with the last word of a command.</summary>
    public CommandBook<TCommand> End(CommandReport report)
        => this with { Entries = [.. Entries.Select(entry => entry.Id == report.CommandId ? entry with { Report = report } : entry)] };

    /// <summary>The book with commands changed before they are sent again.</summary>
    public CommandBook<TCommand> Replace(Func<TCommand, TCommand> change)
        => this with { Entries = [.. Entries.Select(entry => entry.Report is null ? entry with { Command = change(entry.Command) } : entry)] };

    /// <summary>The book without the commands that have not ended and match.</summary>
    public CommandBook<TCommand> Withdraw(Func<Standing<TCommand>, bool> which)
        => this with { Entries = [.. Entries.Where(entry => entry.Report is not null || !which(entry))] };
}
