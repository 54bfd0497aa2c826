using FleetMigrator.Agent.Checks;
using FleetMigrator.Agent.Installation;
using FleetMigrator.Agent.Inventories;
using FleetMigrator.Agent.Inventories.Disks;
using FleetMigrator.Agent.Linux;
using FleetMigrator.Agent.Logging;
using FleetMigrator.Agent.Network;
using FleetMigrator.Agent.Replication;
using FleetMigrator.Agent.Sessions;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Service;

/// <summary>The agent at work: holds the session and does what comes down it, until it is told to stop.</summary>
internal sealed class Worker(InstallFolder folder, Identity identity, AgentLog log, TimeProvider clock)
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    public async Task Run(CancellationToken cancellation)
    {
        folder.Create();
        using var outbox = new Outbox();
        var upload = new LogUpload(folder.LogStays, outbox);
        log.OnWritten = (level, text) => upload.Add(new LogLine { UnixMs = clock.GetUtcNow().ToUnixTimeMilliseconds(), Level = level, Text = text });

        var blocks = new SystemBlocks();
        var inventories = new InventoryReader(new DiskReader(blocks, log));
        var facts = new FactsReader(inventories, blocks, clock);
        var times = new SessionTimes(clock);
        var dialer = new Dialer(new Resolver());
        var tls = new TlsChannel(dialer);
        var exclusions = Exclusions.For(folder.LeftOut, SwapSpace.Read(), () => new ExcludeFiles(folder.Excludes, inventories.Read().Disks));
        using var syncs = new SyncDesk((id, order) => new SyncRun(id, order, identity, tls, dialer, exclusions, folder.Receipts, outbox, log, clock));
        var desk = new CommandDesk(
            new Dictionary<AgentCommand.CommandOneofCase, CommandWork>
            {
                [AgentCommand.CommandOneofCase.Preflight] = async (command, stop) =>
                {
                    if (command.Preflight.HasLogStays)
                    {
                        upload.Follow(command.Preflight.LogStays);
                    }

                    return new CommandReport { Checks = { PreflightTable.Run(await facts.Read(times.Skew, stop)) } };
                },
                [AgentCommand.CommandOneofCase.RefreshInventory] = (_, _) =>
                    Task.FromResult(new CommandReport { Inventory = inventories.Read() }),
                [AgentCommand.CommandOneofCase.StartSync] = (command, stop) =>
                {
                    upload.Follow(command.StartSync.LogStays);
                    return syncs.Start(command, stop);
                },
                [AgentCommand.CommandOneofCase.StopSync] = syncs.Stop,
                [AgentCommand.CommandOneofCase.ChangeSettings] = syncs.Change,
            },
            new ReportMemory(folder.Reports), outbox, log, cancellation);

        log.Info($"fleet-agent {AgentVersion.Current} started as {identity.Settings.SourceId}, service {identity.Settings.Silo.Authority}");
        var status = new StatusFile(folder, clock, () => syncs.JobId);
        var loop = new SessionLoop(
            identity, tls, () => Hello(inventories), welcomed => new Session(outbox, desk, times, clock, welcomed, status.Beat),
            status, log, clock);
        try
        {
            await Task.WhenAll(loop.Run(cancellation), SystemdNotice.Run(clock, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            log.Info("fleet-agent was told to stop");
        }

        await desk.Idle().WaitAsync(StopPatience, clock, CancellationToken.None)
            .ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private AgentHello Hello(InventoryReader inventories)
    {
        var hello = new AgentHello
        {
            SourceId = identity.Settings.SourceId,
            AgentVersion = AgentVersion.Current,
            BootId = BootId.Current,
            Inventory = inventories.Read(),
        };
        hello.Capabilities.AddRange(AgentVersion.Capabilities);
        return hello;
    }
}
