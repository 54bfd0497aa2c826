using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Labels;
using Orleans.Concurrency;

namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>A server that can be migrated. Key: its id, <c>s-…</c> (see <see cref="MachineIdentity.SourceId"/>).</summary>
[Alias("fleet.source-server")]
public interface ISourceServer : IGrainWithStringKey
{
    /// <summary>Registers the machine, or attaches it again. Stored before the answer; repeating is safe.</summary>
    [Alias("enrol")]
    Task<SourceView> Enrol(EnrolFacts facts);

    /// <summary>An agent's stream opened; earlier sessions end, pending commands are delivered again. Repeating is safe.</summary>
    /// <exception cref="Errors.FleetException">FM-2001 when the server was deleted; FM-8002 when the certificate is not the one that was issued.</exception>
    [Alias("connect")]
    Task<SessionReply> Connect(AgentHello hello, IAgentSession session);

    /// <summary>The agent lives. Writes nothing.</summary>
    [Alias("beat")]
    Task<SessionReply> Beat(IAgentSession session);

    /// <summary>The stream ended.</summary>
    [Alias("disconnect")]
    Task Disconnect(IAgentSession session);

    /// <summary>News of a command; the last report of each command is kept. Repeating is safe.</summary>
    [Alias("report")]
    Task Report(CommandReport report);

    /// <summary>How far the running transfer is. Kept in memory, stored at most every 5 minutes.</summary>
    [Alias("progress")]
    Task Progress(SyncProgress progress);

    /// <summary>Lines of the agent's log that belong to its job; the last 500 are kept in memory.</summary>
    [Alias("log")]
    Task Log(LogEntry entry);

    /// <summary>Stores a command and sends it. The same id again changes nothing.</summary>
    [Alias("command")]
    Task Command(SourceCommand command);

    /// <summary>The last report of a command; <see cref="CommandState.Pending"/> while there is none.</summary>
    [AlwaysInterleave, Alias("report-of")]
    Task<CommandReport> ReportOf(string commandId);

    /// <summary>The newest progress of a job's transfer, or null.</summary>
    [AlwaysInterleave, Alias("progress-of")]
    Task<SyncProgress?> ProgressOf(string jobId);

    /// <summary>Reserves the server for a job; FM-2004 when another one is open. Repeating is safe.</summary>
    /// <returns>The server, with the inventory that the job is planned from.</returns>
    [Alias("reserve")]
    Task<SourceView> Reserve(string jobId);

    /// <summary>The job has ended: its commands are withdrawn, the server is free. Repeating is safe.</summary>
    [Alias("release")]
    Task Release(string jobId);

    /// <summary>SHA-256 of the agent's certificate, lower-case hex.</summary>
    [AlwaysInterleave, Alias("certificate")]
    Task<string> CertificateSha256();

    /// <summary>Sets name (FM-1008, FM-2031 when another server has it) and description (FM-2032). Repeating is safe.</summary>
    [Alias("describe")]
    Task<SourceView> Describe(string name, string description);

    /// <summary>Changes tags and resource group; FM-2040 to FM-2044. Repeating is safe.</summary>
    [Alias("label")]
    Task<SourceView> Label(LabelChange change);

    /// <summary>
    /// Deletes the server: FM-2033 while its job runs, FM-2034 with another job unless by force, which deletes the job too. Its
    /// agent is told to import anew. Repeating is safe.
    /// </summary>
    /// <returns>True when it is gone, false while its job's resources are still being released.</returns>
    [Alias("delete")]
    Task<bool> Delete(bool force = false);

    /// <summary>Whether another machine, of another boot, runs as this server at the moment.</summary>
    [AlwaysInterleave, Alias("runs-elsewhere")]
    Task<bool> RunsElsewhere(string bootId);

    /// <summary>Another source server shares facts of this one's identity, or no longer does. Nobody waits for it. Repeating is safe.</summary>
    [OneWay, Alias("resemble")]
    Task Resemble(string sourceId, bool resembles);

    /// <summary>The server as it is now; FM-2001 when there is none.</summary>
    [ReadOnly, AlwaysInterleave, Alias("view")]
    Task<SourceView> View();

    /// <summary>The agent's log lines that are still in memory.</summary>
    [ReadOnly, AlwaysInterleave, Alias("logs")]
    Task<IReadOnlyList<LogEntry>> Logs();
}
