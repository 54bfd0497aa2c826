using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using Orleans.Concurrency;

namespace FleetMigrator.Grains.Interfaces.Instances;

/// <summary>The temporary instance that receives one server's data. Key: its id, <c>ii-…</c>, which is also the first part of its token (<c>&lt;id&gt;.&lt;secret&gt;</c>).</summary>
[Alias("fleet.intermediate-instance")]
public interface IIntermediateInstance : IGrainWithStringKey
{
    /// <summary>Takes the job as owner and keeps the hash of the one-time token. Repeating with the same hash is safe.</summary>
    [Alias("prepare")]
    Task Prepare(string jobId, string region, string tokenSha256);

    /// <summary>The cloud has made it. Repeating is safe.</summary>
    [Alias("created")]
    Task Created(string cloudId, string address);

    /// <summary>A receiver's stream opened: token and certificate are checked (FM-8003), pending commands delivered again.</summary>
    [Alias("connect")]
    Task<SessionReply> Connect(ReceiverHello hello, IReceiverSession session);

    /// <summary>The receiver lives. Writes nothing.</summary>
    [Alias("beat")]
    Task<SessionReply> Beat(IReceiverSession session);

    /// <summary>The stream ended.</summary>
    [Alias("disconnect")]
    Task Disconnect(IReceiverSession session);

    /// <summary>News of a command. Repeating is safe.</summary>
    [Alias("report")]
    Task Report(CommandReport report);

    /// <summary>A line of the receiver's log.</summary>
    [Alias("log")]
    Task Log(LogEntry entry);

    /// <summary>Stores a command and sends it. The same id again changes nothing.</summary>
    [Alias("command")]
    Task Command(ReceiverCommand command);

    /// <summary>The last report of a command; Pending while there is none.</summary>
    [AlwaysInterleave, Alias("report-of")]
    Task<CommandReport> ReportOf(string commandId);

    /// <summary>A conversion that this instance was told to do, so that the edge can presign its addresses; null when there is none.</summary>
    [AlwaysInterleave, Alias("conversion")]
    Task<ConvertDiskCommand?> Conversion(string commandId);

    /// <summary>It is gone: commands are withdrawn, the token is void. Repeating is safe.</summary>
    [Alias("released")]
    Task Released();

    /// <summary>The instance as it is now.</summary>
    [ReadOnly, AlwaysInterleave, Alias("view")]
    Task<InstanceView> View();

    /// <summary>Log lines that are still in memory, at most 500.</summary>
    [ReadOnly, AlwaysInterleave, Alias("logs")]
    Task<IReadOnlyList<LogEntry>> Logs();
}
