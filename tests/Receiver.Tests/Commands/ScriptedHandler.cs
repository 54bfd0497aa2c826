using FleetMigrator.Receiver.Commands;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Tests.Commands;

/// <summary>Does nothing, or fails as told, and remembers what it was asked.</summary>
internal sealed class ScriptedHandler : ICommandHandler
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _second = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<string> Done { get; } = [];

    public Exception? Failure { get; set; }

    public Task First => _first.Task;

    public Task Second => _second.Task;

    public Task Run(ReceiverCommand command, CommandReport report, ICommandFeed feed, CancellationToken cancellation)
    {
        Done.Add(command.Id);
        (Done.Count == 1 ? _first : _second).TrySetResult();
        return Failure is null ? Task.CompletedTask : throw Failure;
    }
}
