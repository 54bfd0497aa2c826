using System.Collections.Concurrent;
using System.Text.Json;
using FleetMigrator.Grains.Hosting;
using Orleans.Storage;

namespace FleetMigrator.Grains.Tests.Fleet;

/// <summary>Storage that outlives the cluster, as a database does: states are JSON, a stale write is refused.</summary>
internal sealed class SharedStorage : IGrainStorage
{
    private static readonly JsonSerializerOptions _json = Options();

    private readonly ConcurrentDictionary<(string State, string Key), (string Json, int Version)> _rows = new();

    public int Writes;

    /// <summary>The write after which the silo is as good as killed; null for none.</summary>
    public Func<string, object?, bool>? DiesAfter { get; set; }

    /// <summary>Done when the fatal write has happened.</summary>
    public TaskCompletionSource Died { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Stops accepting writes: what the killed silo still tries to store is lost, as it is in a crash.</summary>
    public volatile bool Dead;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_rows.TryGetValue((stateName, grainId.ToString()), out var row))
        {
            (grainState.State, grainState.ETag, grainState.RecordExists) = (JsonSerializer.Deserialize<T>(row.Json, _json)!, row.Version.ToString(), true);
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var json = JsonSerializer.Serialize(grainState.State, _json);
        var key = (stateName, grainId.ToString());
        lock (_rows)
        {
            ObjectDisposedException.ThrowIf(Dead, this);
            var stored = _rows.TryGetValue(key, out var row) ? row.Version.ToString() : null;
            if (stored != grainState.ETag)
            {
                throw new InconsistentStateException($"{stateName} {grainId}", stored, grainState.ETag);
            }

            _rows[key] = (json, row.Version + 1);
            (grainState.ETag, grainState.RecordExists) = ((row.Version + 1).ToString(), true);
            if (DiesAfter?.Invoke(stateName, grainState.State) == true)
            {
                Dead = true;
                Died.TrySetResult();
            }
        }

        Interlocked.Increment(ref Writes);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ObjectDisposedException.ThrowIf(Dead, this);
        _rows.TryRemove((stateName, grainId.ToString()), out _);
        (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        return Task.CompletedTask;
    }

    /// <summary>Somebody restores a backup that did not have these yet.</summary>
    public void Lose(string stateName)
    {
        foreach (var key in _rows.Keys.Where(key => key.State == stateName))
        {
            _rows.TryRemove(key, out _);
        }
    }

    /// <summary>What is stored now, in a new store; the old one dies.</summary>
    public SharedStorage Fork()
    {
        lock (_rows)
        {
            Dead = true;
            var fork = new SharedStorage();
            foreach (var row in _rows)
            {
                fork._rows[row.Key] = row.Value;
            }

            return fork;
        }
    }

    /// <summary>What a state looks like in the store.</summary>
    public IReadOnlyList<string> Of(string stateName) => [.. _rows.Where(row => row.Key.State == stateName).Select(row => row.Value.Json)];

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions();
        StoredJson.Configure(options);
        return options;
    }
}
