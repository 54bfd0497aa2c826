using System.Collections.Concurrent;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Tests.Fleet;

/// <summary>Instances of people in the cloud of a test; what a command comes to is up to the test.</summary>
internal sealed class FakeServers : ICloudServers
{
    private readonly ConcurrentDictionary<string, (string Id, string Script)> _tokens = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, CloudServer> All { get; } = new(StringComparer.Ordinal);

    /// <summary>Instance and script of each command that really began.</summary>
    public ConcurrentQueue<(string Instance, string Script)> Begun { get; } = new();

    /// <summary>What the command on an instance comes to; null while it runs.</summary>
    public Func<string, Task<ServerCommand?>> Outcome { get; set; } = _ => Task.FromResult<ServerCommand?>(null);

    public Func<string, bool> Answers { get; set; } = _ => true;

    public Action<string>? BeforeRun { get; set; }

    public int Most { get; private set; }

    private HashSet<string> Open { get; } = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<CloudServer>> Find(string region, ServerFilter filter, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<CloudServer>>(
        [
            .. All.Values.Where(server => (filter.Ids.Count == 0 || filter.Ids.Contains(server.Id))
                && (filter.Name.Length == 0 || server.Name.StartsWith(filter.Name.TrimEnd('*'), StringComparison.Ordinal))
                && (filter.Addresses.Count == 0 || filter.Addresses.Contains(server.PrivateAddress) || filter.Addresses.Contains(server.PublicAddress))
                && filter.Tags.All(tag => server.Tags.GetValueOrDefault(tag.Key) == tag.Value)),
        ]);

    public Task<IReadOnlyList<string>> Reachable(string region, IReadOnlyList<string> instanceIds, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<string>>([.. instanceIds.Where(Answers)]);

    public Task<string> Run(string region, string instanceId, string script, TimeSpan limit, string token, CancellationToken cancellation)
    {
        BeforeRun?.Invoke(instanceId);
        var known = _tokens.GetOrAdd(token, _ =>
        {
            Begun.Enqueue((instanceId, script));
            lock (Open)
            {
                Open.Add(instanceId);
                Most = Math.Max(Most, Open.Count);
            }

            return ($"t-{token}", script);
        });
        // As the cloud does: a token stands for one request.
        return known.Script == script ? Task.FromResult(known.Id) : throw CloudErrors.Refused.With("IdempotentParameterMismatch");
    }

    public async Task<ServerCommand?> Result(string region, string invocationId, string instanceId, CancellationToken cancellation)
    {
        if (!invocationId.StartsWith("t-", StringComparison.Ordinal))
        {
            throw CloudErrors.NotFound.With(invocationId);
        }

        var outcome = await Outcome(instanceId) ?? new ServerCommand("Running", null, "", "", "");
        if (!outcome.IsOpen)
        {
            lock (Open)
            {
                Open.Remove(instanceId);
            }
        }

        return outcome;
    }
}
