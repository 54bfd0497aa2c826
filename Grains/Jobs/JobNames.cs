namespace FleetMigrator.Grains.Jobs;

/// <summary>The names under which a job makes what can't carry tags: they follow from the job's id alone, so that it is found even when its record is lost.</summary>
internal static class JobNames
{
    private const int TailLength = 24;

    /// <summary>The job's id as it may stand in names of cloud resources: letters and digits.</summary>
    public static string Tail(string jobId) => new([.. jobId.Where(char.IsAsciiLetterOrDigit).Skip(1).TakeLast(TailLength)]);

    /// <summary>What the job itself writes to a bucket begins with this.</summary>
    public static string Objects(string jobId) => $"fleetmigrator/{jobId}/";

    /// <summary>What the export writes begins with this; the cloud allows letters and digits only.</summary>
    public static string Exported(string jobId) => $"fm{Tail(jobId)}";

    /// <summary>The bucket that is made when the edge node service can't read the transit bucket.</summary>
    public static string ImportBucket(string jobId) => $"fleetmigrator-{Tail(jobId)}-import";
}
