using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetMigrator.LocalRegion.State;

/// <summary>How state is written: readable, because people look into the data folder when something is odd.</summary>
internal static class StateJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };
}
