namespace FleetMigrator.Grains.Sweeps;

/// <summary>A job writes to a bucket. Objects carry no tags of ours: this is how they are found when the job's record is lost.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Region">Region of the bucket.</param>
/// <param name="Bucket">Its transit bucket.</param>
internal sealed record BucketClaim(string JobId, string Region, string Bucket);
