using System.Net;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Agent.Installation;
using FleetMigrator.Agent.Logging;
using FleetMigrator.Agent.Network;
using FleetMigrator.Agent.Sessions;
using FleetMigrator.Transfer;
using FleetMigrator.Transfer.Protos;
using FleetMigrator.Transfer.Sending;

namespace FleetMigrator.Agent.Replication;

/// <summary>One attempt to copy this server's file systems to a receiver. It needs the service only to be told of it.</summary>
internal sealed class SyncRun(
    string commandId,
    StartSync order,
    Identity identity,
    TlsChannel tls,
    Dialer dialer,
    Exclusions exclusions,
    string receipts,
    Outbox outbox,
    AgentLog log,
    TimeProvider clock)
{
    private const int DefaultStreams = 2;
    private const int MaxStreams = 4;
    private const long BitsPerMegabit = 1_000_000;

    private VolumeSender? _sender;
    private TransferSettings _settings = order.Settings ?? new TransferSettings();
    private long _lastProgress = long.MinValue;

    public string JobId => order.JobId;

    public long Epoch => order.Epoch;

    /// <summary>Limit, level and verification take effect at once; the number of streams with the next attempt.</summary>
    public void Change(TransferSettings settings)
    {
        _settings = settings;
        if (_sender is { } sender)
        {
            sender.SpeedLimitBitsPerSecond = settings.SpeedLimitMbps * BitsPerMegabit;
            sender.CompressionLevel = Level(settings);
            sender.Verify = settings.ChecksumVerification;
        }

        log.Info($"Settings of {order.JobId}: limit {settings.SpeedLimitMbps} Mbit/s, compression level {settings.CompressionLevel}");
    }

    /// <summary>Runs until everything is durable on the receiver; waits for it as long as it takes.</summary>
    /// <exception cref="AgentException">A reason that waiting doesn't cure.</exception>
    public async Task<SyncSummary> Run(CancellationToken cancellation)
    {
        using var link = new ReceiverLink(order, tls, identity, log, clock, Tell);
        var opened = await link.Open(cancellation);
        log.Info($"The receiver {opened.ReceiverVersion} at {order.ReceiverAddress} opened {order.JobId}, attempt {order.Epoch}");

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var keeping = link.KeepOpen(over.Token);
        try
        {
            var sending = Send(opened.DataPort > 0 ? opened.DataPort : order.DataPort, over.Token);
            if (await Task.WhenAny(sending, keeping) == keeping)
            {
                await keeping; // it ends before the transfer only by a refusal
            }

            var summary = await sending;
            await link.Confirm(summary.Rounds[^1], cancellation);
            Keep(summary);
            return Summary(summary);
        }
        finally
        {
            await over.CancelAsync();
            await keeping.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task<TransferSummary> Send(int dataPort, CancellationToken cancellation)
    {
        var backoff = Backoff.Usual();
        while (true)
        {
            var sender = new VolumeSender(Options(dataPort), Volumes(), clock)
            {
                OnProgress = Publish,
                OnLog = log.Info,
                SpeedLimitBitsPerSecond = _settings.SpeedLimitMbps * BitsPerMegabit,
                Verify = _settings.ChecksumVerification,
            };
            _sender = sender;
            try
            {
                return await sender.Run(cancellation);
            }
            catch (TransferException e) when (e.Transient || e.Failure == TransferFailure.WrongJob)
            {
                // WrongJob passes too: a receiver that just restarted learns its job from the service after some seconds.
                Tell($"the transfer is interrupted: {e.Message}");
                await Task.Delay(backoff.Next(), clock, cancellation);
            }
            catch (TransferException e)
            {
                throw TransferFaults.Of(e);
            }
        }
    }

    private SenderOptions Options(int dataPort) => new()
    {
        Host = order.ReceiverAddress,
        Port = dataPort,
        JobId = order.JobId,
        Epoch = order.Epoch,
        Certificate = identity.Certificate,
        ReceiverCertificateSha256 = order.ReceiverCertificateSha256.Memory,
        Streams = _settings.Streams == 0 ? DefaultStreams : Math.Clamp(_settings.Streams, 1, MaxStreams),
        CompressionLevel = Level(_settings),
        ManifestPath = Path.Combine(receipts, $"{order.JobId}.manifest.zst"),
        Dial = IPAddress.TryParse(order.ReceiverAddress, out _) ? null : dialer.Dial,
    };

    private static int Level(TransferSettings settings) => Math.Clamp(settings.CompressionLevel, 0, 10);

    private SourceVolume[] Volumes()
        => [.. order.Volumes.Select(volume => new SourceVolume(volume.Id, volume.MountPoint, exclusions.LeaveOut(volume.MountPoint)))];

    /// <summary>At most one message a second; the last one of a round isn't special, the report at the end is.</summary>
    private void Publish(TransferProgress progress)
    {
        var now = clock.GetTimestamp();
        if (_lastProgress != long.MinValue && clock.GetElapsedTime(_lastProgress, now) < TimeSpan.FromSeconds(0.95))
        {
            return;
        }

        _lastProgress = now;
        var message = new SyncProgress
        {
            JobId = order.JobId,
            Epoch = order.Epoch,
            Round = progress.Round,
            TotalBytes = progress.BytesTotal,
            DoneBytes = progress.BytesDone,
            WireBytes = progress.WireBytes,
            FilesTotal = progress.FilesTotal,
            FilesDone = progress.FilesDone,
            BytesPerSecond = progress.BytesPerSecond,
        };
        message.Volumes.AddRange(progress.Volumes.Select(volume => new Transfer.Protos.VolumeProgress
        {
            Volume = volume.VolumeId,
            TotalBytes = volume.BytesTotal,
            DoneBytes = volume.BytesDone,
        }));
        outbox.Progress(message);
    }

    private void Tell(string text)
    {
        log.Warn($"{order.JobId}: {text}");
        outbox.Report(new CommandReport { CommandId = commandId, State = CommandReport.Types.State.Running, Text = text });
    }

    /// <summary>The signed proof stays beside its manifest.</summary>
    private void Keep(TransferSummary summary)
    {
        if (summary.Receipt is { } receipt)
        {
            DurableFile.Write(Path.Combine(receipts, $"{order.JobId}.receipt.json"), receipt.ToJson());
        }

        if (summary.VerifiedBytes is { } verified)
        {
            log.Info($"Checksum verification of {order.JobId}: {verified} bytes were read again on the target and are what arrived; "
                + (summary.Repaired.Count == 0 ? "nothing had to be repaired" : $"sent again were {string.Join(", ", summary.Repaired)}"));
        }
    }

    private static SyncSummary Summary(TransferSummary transfer)
    {
        var summary = new SyncSummary
        {
            Rounds = transfer.Rounds.Count,
            Bytes = transfer.Bytes,
            WireBytes = transfer.WireBytes,
            Files = transfer.Entries,
            SkippedSockets = transfer.SkippedSockets,
            BytesSentAgain = transfer.BytesSentAgain,
        };
        summary.StillChanging.AddRange(transfer.StillChanging);
        return summary;
    }
}
