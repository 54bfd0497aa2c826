using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetMigrator.Cloud.Protocol.Shapes;

/// <summary>How this wire writes JSON: PascalCase, absent instead of null, and numbers that are sometimes texts.</summary>
public static class WireJson
{
    /// <summary>For both directions.</summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new LenientTextConverter() },
    };

    /// <summary>The body of an answer.</summary>
    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>Reads the body of an answer.</summary>
    /// <exception cref="JsonException">When it is not the JSON expected.</exception>
    public static T Read<T>(ReadOnlySpan<byte> body)
        => JsonSerializer.Deserialize<T>(body, Options) ?? throw new JsonException("The body is null.");
}
