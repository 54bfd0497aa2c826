using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Cloud.Calls;

/// <summary>Names of the facts that a failure of the cloud carries in <see cref="Exception.Data"/>, beside its sentence.</summary>
public static class CloudFacts
{
    /// <summary>The cloud's own code, such as <c>InvalidImageName.Duplicated</c>.</summary>
    public const string Code = "cloud.code";

    /// <summary>The cloud's request id.</summary>
    public const string RequestId = "cloud.request";

    /// <summary>The cloud's own code of a failure, or the empty text.</summary>
    public static string CloudCode(this FleetException failure) => failure.Data[Code] as string ?? "";
}
