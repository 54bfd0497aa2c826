namespace FleetMigrator.Receiver.Commands;

/// <summary>Where a running command tells what it is doing.</summary>
internal interface ICommandFeed
{
    /// <summary>The command's id.</summary>
    string Id { get; }

    /// <summary>A line for people, kept for the final report.</summary>
    void Note(string line);

    /// <summary>How far it is; may be called as often as one likes.</summary>
    void Advance(long doneBytes, long totalBytes);
}
