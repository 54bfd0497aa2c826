using System.Collections.Concurrent;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Tests.Fleet;

/// <summary>An agent that does every command once and remembers what it answered.</summary>
internal sealed class FakeAgent(string sourceId) : IAgentSession
{
    private readonly ConcurrentDictionary<string, CommandReport> _done = new(StringComparer.Ordinal);
    private ISourceServer? _grain;
    private IAgentSession? _self;

    public ConcurrentQueue<SourceCommand> Delivered { get; } = new();

    /// <summary>Answers of its own for some commands; null for the usual one.</summary>
    public Func<SourceCommand, CommandReport?>? Answer { get; set; }

    public bool Silent { get; set; }

    public IReadOnlyList<string> Capabilities { get; set; } = ["file-replication"];

    public int TimesReplaced { get; private set; }

    public async Task Connect(IClusterClient client, Inventory inventory, string certificate = "c1", string boot = "boot")
    {
        _grain = client.GetGrain<ISourceServer>(sourceId);
        _self ??= client.CreateObjectReference<IAgentSession>(this);
        await _grain.Connect(new AgentHello("0.1.0", Capabilities, boot, inventory, certificate), _self);
    }

    /// <summary>Another process on the same server.</summary>
    public void Forget() => _self = null;

    public async Task Beat(IClusterClient client, Inventory inventory)
    {
        if (Silent || (_self is not null && (await _grain!.Beat(_self)).Registered))
        {
            return;
        }

        try
        {
            await Connect(client, inventory);
        }
        catch (FleetException deleted) when (deleted.Code == SourceErrors.Unknown.Id)
        {
            // The server was deleted between two heartbeats: its agent ends.
            Silent = true;
        }
    }

    public Task Deliver(SourceCommand command)
    {
        if (!Silent)
        {
            Delivered.Enqueue(command);
            _ = Report(_done.GetOrAdd(command.Id, _ => Answer?.Invoke(command) ?? Usual(command)));
        }

        return Task.CompletedTask;
    }

    public Task Replaced()
    {
        TimesReplaced++;
        return Task.CompletedTask;
    }

    private async Task Report(CommandReport report) => await _grain!.Report(report);

    private static CommandReport Usual(SourceCommand command) => new CommandReport(command.Id, CommandState.Succeeded) with
    {
        Checks = command is PreflightCommand ? [new PreflightCheck("architecture", "ok", "", "x86_64", "")] : [],
        Sync = command is StartSyncCommand ? new SyncSummary(2, 5000, 2000, 12, 1, 0, []) : null,
    };
}
