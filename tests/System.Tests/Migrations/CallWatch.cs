using System.Text.Json;

namespace FleetMigrator.System.Tests.Migrations;

/// <summary>
/// Follows the region's log of calls. A call is logged when it has taken effect and before it is answered: who acts on the line
/// meets the caller at its worst moment.
/// </summary>
internal sealed class CallWatch : IDisposable
{
    private readonly string _path;
    private readonly FileSystemWatcher _watcher;
    private readonly SemaphoreSlim _changed = new(0);

    public CallWatch(string regionData)
    {
        _path = Path.Combine(regionData, "calls.jsonl");
        _watcher = new FileSystemWatcher(regionData, "calls.jsonl") { NotifyFilter = NotifyFilters.Size | NotifyFilters.LastWrite };
        _watcher.Changed += (_, _) => _changed.Release();
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>Waits until a call of this action has made something.</summary>
    public async Task Made(string action, TimeSpan limit, CancellationToken cancellation)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ends.CancelAfter(limit);
        while (!Read().Any(call => call.GetProperty("action").GetString() == action && Created(call).Any()))
        {
            await _changed.WaitAsync(ends.Token);
        }
    }

    /// <summary>All calls so far.</summary>
    public IReadOnlyList<JsonElement> Read()
    {
        using var reader = new StreamReader(new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Where(line => line.EndsWith('}')).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>Ids that a call made; a repeated call with the same token names them again.</summary>
    public static IEnumerable<string> Created(JsonElement call)
        => call.TryGetProperty("created", out var created) ? created.EnumerateArray().Select(id => id.GetString()!) : [];

    public void Dispose()
    {
        _watcher.Dispose();
        _changed.Dispose();
    }
}
