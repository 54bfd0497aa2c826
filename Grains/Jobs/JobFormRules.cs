using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Labels;

namespace FleetMigrator.Grains.Jobs;

/// <summary>What can be said of a request without asking anybody. Fields are named as in the request's JSON.</summary>
internal static class JobFormRules
{
    private const int LongestPrefix = 64;
    private const int LongestDescription = 128;
    private const int MostCompression = 10;

    /// <summary>Every fault of the form.</summary>
    public static IEnumerable<Fault> Check(JobRequest request, DateTimeOffset now) =>
        Required(request).Concat(Names(request)).Concat(Name(request.Name)).Concat(Description(request.Description)).Concat(Network(request)).Concat(Settings(request.Settings)).Concat(Encryption(request.Encryption)).Concat(TagRules.Check(request.Tags))
            .Concat(JobTimeRules.Check(request, now));

    /// <summary>Faults of the transfer settings alone.</summary>
    public static IEnumerable<Fault> Settings(TransferSettings settings)
    {
        if (settings.CompressionLevel is < 0 or > MostCompression)
        {
            yield return JobErrors.FieldOutOfRange.Fault($"the compression level is {settings.CompressionLevel}; 0 to {MostCompression} is allowed") with { Field = "settings.compressionLevel" };
        }

        if (settings.SpeedLimitMbps < 0)
        {
            yield return JobErrors.FieldOutOfRange.Fault($"the speed limit is {settings.SpeedLimitMbps} Mbit/s; 0 means unlimited") with { Field = "settings.speedLimitMbps" };
        }
    }

    private static IEnumerable<Fault> Required(JobRequest request)
    {
        var fields = new (string Field, string Value)[]
        {
            ("sourceId", request.SourceId), ("imageRegion", request.ImageRegion), ("imageNamePrefix", request.ImageNamePrefix),
            ("transitRegion", request.TransitRegion), ("transitBucket", request.TransitBucket),
        };
        return fields.Where(field => string.IsNullOrWhiteSpace(field.Value)).Select(field => JobErrors.FieldRequired.Fault(field.Field) with { Field = field.Field });
    }

    private static IEnumerable<Fault> Names(JobRequest request)
    {
        if (request.ImageRegion.Length > 0 && !ImageRegions.All.ContainsKey(request.ImageRegion))
        {
            yield return JobErrors.BadImageRegion.Fault($"'{request.ImageRegion}' was asked for") with { Field = "imageRegion" };
        }

        if (request.ImageNamePrefix.Length > 0 && !NameRule.Allows(request.ImageNamePrefix, LongestPrefix))
        {
            yield return JobErrors.BadName.Fault($"the image name prefix is '{request.ImageNamePrefix}'; at most {LongestPrefix} characters are allowed") with { Field = "imageNamePrefix" };
        }

    }

    /// <summary>Faults of a name; an empty one is generated.</summary>
    public static IEnumerable<Fault> Name(string name)
        => name.Length > 0 && !NameRule.Allows(name) ? [JobErrors.BadName.Fault($"the job's name is '{name}'") with { Field = "name" }] : [];

    /// <summary>Faults of a description.</summary>
    public static IEnumerable<Fault> Description(string text)
        => text.Length > LongestDescription
            ? [JobErrors.FieldOutOfRange.Fault($"the description has {text.Length} characters; at most {LongestDescription} are allowed") with { Field = "description" }]
            : [];

    private static IEnumerable<Fault> Encryption(TransferEncryption encryption)
        => encryption is TransferEncryption.Auto or TransferEncryption.On
            ? []
            : [JobErrors.FieldOutOfRange.Fault($"encryption is {encryption}, but nothing leaves a server unencrypted; Auto and On are allowed") with { Field = "encryption" }];

    private static IEnumerable<Fault> Network(JobRequest request)
    {
        if (request.VpcId.Length > 0 != request.VSwitchId.Length > 0)
        {
            yield return JobErrors.NetworkIncomplete.Fault("one of the two is missing") with { Field = request.VpcId.Length > 0 ? "vSwitchId" : "vpcId" };
        }
        else if (request.Network == NetworkMode.Vpc && request.VpcId.Length == 0)
        {
            yield return JobErrors.NetworkIncomplete.Fault("a migration over a private network needs both") with { Field = "vpcId" };
        }
    }
}
