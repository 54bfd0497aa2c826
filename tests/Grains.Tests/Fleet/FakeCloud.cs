using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Tests.Fleet;

/// <summary>A cloud in memory: answers like the real one, slowly enough that everything has to be polled, and counts what each token brought about.</summary>
internal sealed partial class FakeCloud : ICloud, IClouds, IRoles
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Parameters, string Id)> _tokens = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);
    private int _next = 1000;

    public ICompute Compute => this;

    public INetworks Networks => this;

    public ICloudServers Servers => PeoplesServers;

    /// <summary>Instances of people.</summary>
    public FakeServers PeoplesServers { get; } = new();

    public IBuckets Buckets => this;

    public IEdgeImages EdgeImages => this;

    public IRoles Roles => this;

    /// <summary>Whether ECS was given the role for exports; null: the key may not look.</summary>
    public bool? ExportRole { get; set; } = true;

    public IEdgeInstances EdgeInstances => throw new NotSupportedException("a migration ends with the image; no job makes edge instances");

    /// <summary>Every call that made something, by name.</summary>
    public List<string> Effects { get; } = [];

    /// <summary>Makes every creating call lose its first answer, after it had its effect.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>Called with the name of each call before it is done; may throw.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>Looks that something takes until it is ready.</summary>
    public int Slowness { get; set; } = 2;

    public ICloud For(string account) => this;

    public Task<bool?> Exists(string role, CancellationToken cancellation)
    {
        Before?.Invoke("GetRole");
        return Task.FromResult(role == IRoles.ImageExport ? ExportRole : false);
    }

    /// <summary>Everything that exists and costs, edge images aside.</summary>
    public IReadOnlyList<string> Leftovers()
    {
        lock (_gate)
        {
            return
            [
                .. _vpcs.Keys, .. _vSwitches.Keys, .. _groups.Keys, .. _instances.Keys, .. _disks.Keys, .. _snapshots.Keys, .. _images.Keys,
                .. _objects.Keys.Select(key => $"{key.Bucket}/{key.Key}"), .. _uploads.Keys, .. _buckets.Keys.Where(name => name != Bucket),
            ];
        }
    }

    /// <summary>Does a creating call once a token; afterwards the same parameters bring the same answer.</summary>
    private string Once(string call, string token, object parameters, Func<string, string> create)
    {
        Before?.Invoke(call);
        lock (_gate)
        {
            var text = System.Text.Json.JsonSerializer.Serialize(parameters);
            var key = $"{call} {token}";
            if (!_tokens.TryGetValue(key, out var known))
            {
                known = (text, create($"{call}-{_next++}"));
                _tokens[key] = known;
                Effects.Add(key);
            }
            else if (known.Parameters != text)
            {
                throw CloudErrors.Refused.With($"{call}: IdempotentParameterMismatch");
            }

            LoseAnswer(key);
            return known.Id;
        }
    }

    private void LoseAnswer(string key)
    {
        if (LosesAnswers && _lost.Add(key))
        {
            throw CloudErrors.Unreachable.With($"the answer of {key} was lost");
        }
    }

    private static bool Has(IReadOnlyDictionary<string, string> tags, IReadOnlyDictionary<string, string> wanted)
        => wanted.All(tag => tags.TryGetValue(tag.Key, out var value) && value == tag.Value);

    private static FleetException Busy(string what) => CloudErrors.Busy.With(what);

    private static bool Same(object left, object right) => Facts.Same(left, right);
}
