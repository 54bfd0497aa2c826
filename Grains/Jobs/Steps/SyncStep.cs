using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>The agent sends its file systems to the receiver, round by round.</summary>
internal sealed class SyncStep : IJobStep
{
    private const int ControlPort = 8080;
    private const int DataPort = 8703;

    public JobStep Id => JobStep.Sync;

    /// <summary>A new epoch fences off whatever is left of the attempt before; what has arrived is not sent again.</summary>
    public JobFacts Again(JobFacts facts) => facts with { Epoch = facts.Epoch + 1 };

    public async Task<StepResult> Run(JobContext context)
    {
        if (await HandshakeStep.Open(context) is { } opening)
        {
            return opening;
        }

        var receiver = await context.Receiver.View();
        var command = new StartSyncCommand(
            CommandId(context.JobId, context.Facts.Epoch), context.JobId, context.Facts.Epoch, context.Facts.Address!, ControlPort, DataPort,
            receiver.ReceiverCertificateSha256!, context.Plan.Volumes, context.Request.Settings) { ReportLogs = context.Request.ReportLogs };
        var (waits, report) = await context.OnSource(command, "The agent is connecting to the receiver.");
        var progress = await context.Source.ProgressOf(context.JobId);
        if (progress is not null)
        {
            context.Note(progress);
        }

        if (waits is null)
        {
            return await Done(context, report.Sync ?? new SyncSummary(1, report.DoneBytes, 0, 0, 0, 0, []));
        }

        return waits is StepResult.Working working
            ? await context.ReceiverSilence() ?? Shown(working, progress, context.Facts.Epoch)
            : waits;
    }

    /// <summary>Id of the order to send in this epoch.</summary>
    public static string CommandId(string jobId, long epoch) => $"{jobId}/sync-{epoch}";

    private static StepResult.Working Shown(StepResult.Working working, SyncProgress? progress, long epoch)
        => progress is null || progress.Epoch != epoch
            ? working
            : working with
            {
                Text = $"Round {progress.Round + 1}: {progress.FilesDone} of {progress.FilesTotal} entries.",
                Percent = progress.TotalBytes > 0 ? (int)Math.Clamp(progress.DoneBytes * 100 / progress.TotalBytes, 0, 100) : 0,
                DoneBytes = progress.DoneBytes,
                TotalBytes = progress.TotalBytes,
            };

    private static async Task<StepResult> Done(JobContext context, SyncSummary summary)
    {
        IEnumerable<string> changes = summary.StillChanging.Count == 0
            ? []
            : [$"{summary.StillChanging.Count} paths were still changing in the last round, such as {summary.StillChanging[0]}."];
        var sockets = summary.SkippedSockets > 0 ? $" {summary.SkippedSockets} sockets have no content and were left out." : "";
        await context.Save(job => job with { Sync = summary, Changes = [.. context.Plan.Changes, .. changes] });
        return new StepResult.Done($"{summary.Files} entries with {Amount.Bytes(summary.Bytes)} in {summary.Rounds} rounds.{sockets}");
    }
}
