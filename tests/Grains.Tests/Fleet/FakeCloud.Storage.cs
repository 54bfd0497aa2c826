using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Tests.Fleet;

internal sealed partial class FakeCloud : IBuckets, IEdgeImages
{
    public const string Bucket = "transit";

    private readonly Dictionary<string, string> _buckets = new(StringComparer.Ordinal) { [Bucket] = "cn-beijing" };
    private readonly Dictionary<(string Bucket, string Key), long> _objects = [];
    private readonly Dictionary<string, (string Bucket, string Key, List<UploadPart> Parts)> _uploads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (EdgeImportRequest Order, int Looks)> _edge = new(StringComparer.Ordinal);

    public IReadOnlyList<string> ImportRegions { get; set; } = ["cn-beijing"];

    public IReadOnlyDictionary<string, EdgeImportRequest> EdgeImports
    {
        get
        {
            lock (_gate)
            {
                return _edge.ToDictionary(image => image.Key, image => image.Value.Order, StringComparer.Ordinal);
            }
        }
    }

    public void AddBucket(string name, string region) => _buckets[name] = region;

    /// <summary>Whether there is an object whose key ends like this.</summary>
    public bool HasObject(string ending)
    {
        lock (_gate)
        {
            return _objects.Keys.Any(key => key.Key.EndsWith(ending, StringComparison.Ordinal));
        }
    }

    /// <summary>Somebody else writes to the bucket.</summary>
    public void Tamper(string ending)
    {
        lock (_gate)
        {
            var key = _objects.Keys.First(key => key.Key.EndsWith(ending, StringComparison.Ordinal));
            _objects[key]++;
        }
    }

    /// <summary>A part arrives by a presigned address.</summary>
    public void PutPart(string uploadId, long bytes)
    {
        lock (_gate)
        {
            _uploads[uploadId].Parts.Clear();
            _uploads[uploadId].Parts.Add(new UploadPart(1, "e1", bytes));
        }
    }

    public Task<string?> RegionOf(string bucket, CancellationToken cancellation) => Task.FromResult(_buckets.GetValueOrDefault(bucket));

    public Task<IReadOnlyList<string>> List(string region, CancellationToken cancellation)
    {
        Before?.Invoke("ListBuckets");
        return Task.FromResult<IReadOnlyList<string>>([.. _buckets.Where(bucket => bucket.Value == region).Select(bucket => bucket.Key)]);
    }

    public Task Create(string region, string bucket, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _buckets[bucket] = region;
            LoseAnswer($"CreateBucket {bucket}");
        }

        return Task.CompletedTask;
    }

    public Task DeleteBucket(string region, string bucket, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_objects.Keys.Any(key => key.Bucket == bucket) || _uploads.Values.Any(upload => upload.Bucket == bucket))
            {
                throw CloudErrors.Refused.With("BucketNotEmpty");
            }

            _buckets.Remove(bucket);
        }

        return Task.CompletedTask;
    }

    public Task Upload(string region, string bucket, string key, string path, CancellationToken cancellation)
    {
        Before?.Invoke("Upload");
        lock (_gate)
        {
            _objects[(bucket, key)] = new FileInfo(path).Length;
            LoseAnswer($"Upload {key}");
        }

        return Task.CompletedTask;
    }

    public Task<BucketObject?> Find(string region, string bucket, string key, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult(_objects.TryGetValue((bucket, key), out var bytes) ? new BucketObject(key, bytes, $"e{bytes}") : null);
        }
    }

    public Task<IReadOnlyList<BucketObject>> ListObjects(string region, string bucket, string prefix, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<BucketObject>>(
                [.. _objects.Where(item => item.Key.Bucket == bucket && item.Key.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(item => new BucketObject(item.Key.Key, item.Value, $"e{item.Value}"))]);
        }
    }

    public Task Delete(string region, string bucket, string key, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _objects.Remove((bucket, key));
        }

        return Task.CompletedTask;
    }

    // Every address differs, as signatures with a time in them do.
    public Uri PresignGet(string region, string bucket, string key, TimeSpan validity) => new($"http://{bucket}.oss.example/{key}?signature={Interlocked.Increment(ref _next)}");

    public Task<string> BeginUpload(string region, string bucket, string key, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var id = $"u-{_next++}";
            _uploads[id] = (bucket, key, []);
            Effects.Add($"BeginUpload {key}");
            LoseAnswer($"BeginUpload {key}");
            return Task.FromResult(id);
        }
    }

    public Uri PresignPart(string region, string bucket, string key, string uploadId, int part, TimeSpan validity) => new($"http://{bucket}.oss.example/{key}");

    public Task<IReadOnlyList<UploadPart>?> Parts(string region, string bucket, string key, string uploadId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<UploadPart>?>(_uploads.TryGetValue(uploadId, out var upload) ? [.. upload.Parts] : null);
        }
    }

    public Task CompleteUpload(string region, string bucket, string key, string uploadId, IReadOnlyList<UploadPart> parts, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _uploads.Remove(uploadId);
            _objects[(bucket, key)] = parts.Sum(part => part.Bytes);
            LoseAnswer($"CompleteUpload {key}");
        }

        return Task.CompletedTask;
    }

    public Task AbortUpload(string region, string bucket, string key, string uploadId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _uploads.Remove(uploadId);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<PendingUpload>> PendingUploads(string region, string bucket, string prefix, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<PendingUpload>>(
                [.. _uploads.Where(upload => upload.Value.Bucket == bucket && upload.Value.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(upload => new PendingUpload(upload.Value.Key, upload.Key))]);
        }
    }

    public Task<string> Import(EdgeImportRequest request, CancellationToken cancellation)
    {
        Before?.Invoke("Import");
        lock (_gate)
        {
            var known = _edge.FirstOrDefault(image => image.Value.Order.Name == request.Name).Key;
            if (known is null)
            {
                known = $"m-{_next++}";
                _edge[known] = (request, 0);
                Effects.Add($"Import {request.Name}");
            }

            LoseAnswer($"Import {request.Name}");
            return Task.FromResult(known);
        }
    }

    public Task<EdgeImage?> Find(string imageId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (!_edge.TryGetValue(imageId, out var image))
            {
                return Task.FromResult<EdgeImage?>(null);
            }

            _edge[imageId] = image with { Looks = image.Looks + 1 };
            var status = image.Looks < Slowness ? "Creating" : BadEnds.Remove("edge", out var bad) ? bad : "Available";
            return Task.FromResult<EdgeImage?>(new EdgeImage(imageId, image.Order.Name, status, 0));
        }
    }

    public Task<EdgeImage?> FindByName(string name, CancellationToken cancellation)
    {
        Before?.Invoke("FindByName");
        lock (_gate)
        {
            return Task.FromResult(_edge.Where(image => image.Value.Order.Name == name).Select(image => new EdgeImage(image.Key, name, "Creating", 0)).FirstOrDefault());
        }
    }

    public Task<IReadOnlyList<EdgeImage>> List(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<EdgeImage>>([.. _edge.Select(image => new EdgeImage(image.Key, image.Value.Order.Name, "Available", 0))]);
        }
    }

    public Task Delete(string imageId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _edge.Remove(imageId);
        }

        return Task.CompletedTask;
    }
}
