using FleetMigrator.Agent.Installation;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Sessions;

/// <summary>
/// Whether what the agent logs goes up to the service too, as the job of its last command wants it. Kept in a file, because the lines
/// of a new start come before the first command.
/// </summary>
/// <param name="marker">The file that is there while log lines stay on this server.</param>
/// <param name="outbox">Where they wait to go up.</param>
internal sealed class LogUpload(string marker, Outbox outbox)
{
    private volatile bool _stays = File.Exists(marker);

    /// <summary>Passes a line on unless lines stay here.</summary>
    public void Add(LogLine line)
    {
        if (!_stays)
        {
            outbox.Log(line);
        }
    }

    /// <summary>Does as a command says; what waits does not go up either when lines are to stay.</summary>
    public void Follow(bool stays)
    {
        if (stays == _stays)
        {
            return;
        }

        _stays = stays;
        if (stays)
        {
            DurableFile.Write(marker, "The log of this agent stays on this server.\n");
            outbox.DropLog();
        }
        else
        {
            File.Delete(marker);
        }
    }
}
