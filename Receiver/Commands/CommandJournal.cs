using System.Security.Cryptography;
using System.Text;
using FleetMigrator.Transfer.Protos;
using Google.Protobuf;

namespace FleetMigrator.Receiver.Commands;

/// <summary>What was asked and what was answered, on disk: the silo repeats commands, and a receiver may die at any moment.</summary>
internal sealed class CommandJournal(StateFolder state)
{
    /// <summary>Remembers a command before anything is done for it.</summary>
    public void Accept(ReceiverCommand command) => StateFolder.Store(CommandFile(command.Id), command.ToByteArray());

    /// <summary>Remembers the answer. From now on the command is never done again.</summary>
    public void Finish(CommandReport report) => StateFolder.Store(ReportFile(report.CommandId), report.ToByteArray());

    public bool Knows(string id) => File.Exists(CommandFile(id));

    /// <summary>The final report of a command, or null when it has not ended.</summary>
    public CommandReport? Report(string id)
        => File.Exists(ReportFile(id)) ? CommandReport.Parser.ParseFrom(File.ReadAllBytes(ReportFile(id))) : null;

    /// <summary>Commands that were accepted and never ended, in the order in which they came.</summary>
    public IReadOnlyList<ReceiverCommand> Unfinished()
    {
        if (!Directory.Exists(state.Commands))
        {
            return [];
        }

        return [.. new DirectoryInfo(state.Commands).EnumerateFiles("*.command")
            .OrderBy(file => file.LastWriteTimeUtc)
            .Select(file => ReceiverCommand.Parser.ParseFrom(File.ReadAllBytes(file.FullName)))
            .Where(command => Report(command.Id) is null)];
    }

    private string CommandFile(string id) => Path.Combine(state.Commands, Name(id) + ".command");

    private string ReportFile(string id) => Path.Combine(state.Commands, Name(id) + ".report");

    // Ids come from elsewhere: whatever they hold, a file name must not lead out of the folder.
    private static string Name(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
