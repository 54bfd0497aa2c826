using FleetMigrator.Receiver.Commands;

namespace FleetMigrator.Receiver.Tests.Disks;

/// <summary>Keeps what a command said.</summary>
internal sealed class NoteBook : ICommandFeed
{
    public string Id => "c-1";

    public List<string> Notes { get; } = [];

    public void Note(string line)
    {
        lock (Notes)
        {
            Notes.Add(line);
        }
    }

    public void Advance(long doneBytes, long totalBytes)
    {
        // Progress is not what these tests are about.
    }
}
