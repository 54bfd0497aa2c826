using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using Wire = FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Silo.Agents;

/// <summary>What agents and receivers report, from the wire into the product's words.</summary>
internal static class ReportMap
{
    // A line of a log is for reading; a megabyte is not.
    private const int LongestLine = 4096;

    public static CommandReport ToRecord(this Wire.CommandReport report)
        => new(report.CommandId, State(report.State), report.Text, Math.Clamp(report.Percent, 0, 100), report.DoneBytes, report.TotalBytes)
        {
            Fault = report.State == Wire.CommandReport.Types.State.Failed ? Fault(report) : null,
            Retryable = report.Retryable,
            Checks = [.. report.Checks.Select(check => new PreflightCheck(check.Name, check.Outcome, check.Code, check.Text, check.Remedy))],
            Inventory = report.Inventory?.ToRecord(),
            Sync = report.Sync is { } sync ? ToRecord(sync) : null,
            Converted = report.Converted is { } disk ? new ConvertedDisk(disk.Index, disk.VirtualBytes, disk.ObjectBytes, disk.Sha256) : null,
        };

    public static SyncProgress ToRecord(this Wire.SyncProgress progress) => new(
        progress.JobId,
        progress.Epoch,
        progress.Round,
        progress.TotalBytes,
        progress.DoneBytes,
        progress.WireBytes,
        progress.FilesTotal,
        progress.FilesDone,
        progress.BytesPerSecond);

    public static LogEntry ToRecord(this Wire.LogLine line, string origin, TimeProvider clock) => new(
        At(line.UnixMs, clock),
        line.Level is "warn" or "error" ? line.Level : "info",
        origin,
        line.Text.Length <= LongestLine ? line.Text : line.Text[..LongestLine]);

    // A machine without a clock says 0 or nonsense; its lines count from their arrival.
    private static DateTimeOffset At(long unixMs, TimeProvider clock)
        => unixMs > 0 && unixMs < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(unixMs) : clock.GetUtcNow();

    private static CommandState State(Wire.CommandReport.Types.State state) => state switch
    {
        Wire.CommandReport.Types.State.Succeeded => CommandState.Succeeded,
        Wire.CommandReport.Types.State.Failed => CommandState.Failed,
        _ => CommandState.Running,
    };

    // The reporter knows best what helps on its machine; where it says nothing, the catalogue does.
    private static Fault Fault(Wire.CommandReport report)
    {
        var fault = ErrorCatalogue.Fault(report.ErrorCode, report.ErrorText);
        return report.ErrorRemedy.Length > 0 ? fault with { Remedy = report.ErrorRemedy } : fault;
    }

    private static SyncSummary ToRecord(Wire.SyncSummary sync)
        => new(sync.Rounds, sync.Bytes, sync.WireBytes, sync.Files, sync.SkippedSockets, sync.BytesSentAgain, [.. sync.StillChanging]);
}
