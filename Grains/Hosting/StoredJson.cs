using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetMigrator.Grains.Hosting;

/// <summary>How the states of grains are written: JSON that a person can read, and that later versions still load.</summary>
public static class StoredJson
{
    /// <summary>Sets what differs from the serializer's defaults.</summary>
    public static void Configure(JsonSerializerOptions options) => options.Converters.Add(new JsonStringEnumConverter());
}
