using System.Text.Json.Serialization;

namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>A disk of an ENS image.</summary>
public sealed record EnsImageDisk
{
    public string Type { get; init; } = "";

    public string Size { get; init; } = "";

    public string Format { get; init; } = "";

    /// <summary>Written with a small letter on this wire.</summary>
    [JsonPropertyName("imageId")]
    public string ImageId { get; init; } = "";
}
