using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetMigrator.Cloud.Protocol.Shapes;

/// <summary>See <see cref="NestedAttribute"/>.</summary>
internal sealed class NestedListConverter<T>(string inner) : JsonConverter<IReadOnlyList<T>>
{
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // Some answers leave the inner list out when it is empty, and one or two give the list itself.
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return JsonSerializer.Deserialize<List<T>>(ref reader, options) ?? [];
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"An object with the list {inner} was expected.");
        }

        List<T> items = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var mine = reader.ValueTextEquals(inner);
            reader.Read();
            if (mine && reader.TokenType == JsonTokenType.StartArray)
            {
                items = JsonSerializer.Deserialize<List<T>>(ref reader, options) ?? [];
            }
            else
            {
                reader.Skip();
            }
        }

        return items;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(inner);
        writer.WriteStartArray();
        foreach (var item in value)
        {
            JsonSerializer.Serialize(writer, item, options);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
