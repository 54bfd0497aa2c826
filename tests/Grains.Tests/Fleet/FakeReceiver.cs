using System.Collections.Concurrent;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Tests.Fleet;

/// <summary>A receiver that does every command once and remembers what it answered.</summary>
internal sealed class FakeReceiver(string token, FakeCloud cloud) : IReceiverSession
{
    private const long ConvertedBytes = 1234;

    private readonly ConcurrentDictionary<string, CommandReport> _done = new(StringComparer.Ordinal);
    private IIntermediateInstance? _grain;
    private IReceiverSession? _self;

    public string Token => token;

    public ConcurrentQueue<ReceiverCommand> Delivered { get; } = new();

    /// <summary>Answers of its own for some commands; null for the usual one.</summary>
    public Func<ReceiverCommand, CommandReport?>? Answer { get; set; }

    public bool Silent { get; set; }

    public string BootId { get; set; } = "boot";

    public void Forget() => _self = null;

    public async Task Beat(IClusterClient client)
    {
        if (Silent)
        {
            return;
        }

        if (_self is null)
        {
            _grain = client.GetGrain<IIntermediateInstance>(token[..token.IndexOf('.', StringComparison.Ordinal)]);
            _self = client.CreateObjectReference<IReceiverSession>(this);
            await Connect();
        }
        else if (!(await _grain!.Beat(_self)).Registered)
        {
            await Connect();
        }
    }

    public Task Deliver(ReceiverCommand command)
    {
        if (!Silent)
        {
            Delivered.Enqueue(command);
            _ = Report(_done.GetOrAdd(command.Id, _ => Answer?.Invoke(command) ?? Usual(command)));
        }

        return Task.CompletedTask;
    }

    public Task Replaced() => Task.CompletedTask;

    private async Task Connect()
    {
        try
        {
            await _grain!.Connect(new ReceiverHello(token, "r1", "0.1.0", BootId, "i-1"), _self!);
        }
        catch (FleetException refusal) when (refusal.Code == AccessErrors.BadToken.Id)
        {
            // Released between two heartbeats: the service no longer knows the instance, which the cloud still runs for a moment.
            Silent = (await _grain!.View()).Released;
            if (!Silent)
            {
                throw;
            }
        }
    }

    private async Task Report(CommandReport report) => await _grain!.Report(report);

    private CommandReport Usual(ReceiverCommand command)
    {
        var report = new CommandReport(command.Id, CommandState.Succeeded, command is RepairBootCommand ? "initramfs rebuilt\nmachine-id emptied" : "");
        if (command is not ConvertDiskCommand convert)
        {
            return report;
        }

        cloud.PutPart(convert.UploadId, ConvertedBytes);
        return report with { Converted = new ConvertedDisk(convert.Index, 1L << 30, ConvertedBytes, new string('a', 64)) };
    }
}
