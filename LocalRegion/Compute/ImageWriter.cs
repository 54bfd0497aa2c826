using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.Hosting;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>An image as DescribeImages shows it.</summary>
internal sealed class ImageWriter(Work work)
{
    private const string PublicCreation = "2026-01-01T00:00:00Z";

    public JsonObject Custom(Image image)
    {
        var done = image.Status == ImageStatus.Available;
        var progress = done ? "100%" : $"{work.Percent(image.Id)}%";
        return new JsonObject
        {
            ["ImageId"] = image.Id,
            ["ImageName"] = image.Name,
            ["ImageFamily"] = image.Family,
            ["ImageVersion"] = image.Version,
            ["Description"] = image.Description,
            ["Status"] = image.Status.ToString(),
            ["Progress"] = progress,
            ["Size"] = image.Disks.First(disk => disk.System).SizeGib,
            ["Architecture"] = image.Architecture,
            ["BootMode"] = image.BootMode,
            ["Platform"] = image.Platform,
            ["OSName"] = image.Platform,
            ["OSNameEn"] = image.Platform,
            ["OSType"] = "linux",
            ["ImageOwnerAlias"] = "self",
            ["Usage"] = "none",
            ["IsSupportCloudinit"] = false,
            ["IsSupportIoOptimized"] = true,
            ["IsSelfShared"] = "False",
            ["LicenseType"] = "BYOL",
            ["CreationTime"] = WireTime.Seconds(image.Created),
            ["ResourceGroupId"] = image.ResourceGroup,
            ["DiskDeviceMappings"] = new JsonObject
            {
                ["DiskDeviceMapping"] = new JsonArray([.. image.Disks.Select(disk => (JsonNode)new JsonObject
                {
                    ["Device"] = disk.Device,
                    ["Type"] = disk.System ? "system" : "data",
                    ["Size"] = disk.SizeGib.ToString(),
                    ["SnapshotId"] = disk.SnapshotId ?? "",
                    ["Format"] = "",
                    ["Progress"] = progress,
                    ["RemainTime"] = 0,
                    ["ImportOSSBucket"] = "",
                    ["ImportOSSObject"] = "",
                    ["Encrypted"] = false,
                })]),
            },
            ["Tags"] = TagWriter.TagKeyTagValue(image.Tags),
        };
    }

    public static JsonObject Public(PublicImage image) => new()
    {
        ["ImageId"] = image.Id,
        ["ImageName"] = image.Id,
        ["ImageFamily"] = "",
        ["Description"] = "",
        ["Status"] = nameof(ImageStatus.Available),
        ["Progress"] = "100%",
        ["Size"] = image.SizeGib,
        ["Architecture"] = "x86_64",
        ["BootMode"] = "BIOS",
        ["Platform"] = image.Platform,
        ["OSName"] = image.OsName,
        ["OSNameEn"] = image.OsName,
        ["OSType"] = "linux",
        ["ImageOwnerAlias"] = "system",
        ["Usage"] = "instance",
        ["IsSupportCloudinit"] = true,
        ["IsSupportIoOptimized"] = true,
        ["IsSelfShared"] = "False",
        ["CreationTime"] = PublicCreation,
        ["ResourceGroupId"] = "",
        ["DiskDeviceMappings"] = new JsonObject { ["DiskDeviceMapping"] = new JsonArray() },
        ["Tags"] = new JsonObject { ["Tag"] = new JsonArray() },
    };
}
