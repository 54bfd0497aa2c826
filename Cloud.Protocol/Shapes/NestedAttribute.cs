using System.Text.Json.Serialization;

namespace FleetMigrator.Cloud.Protocol.Shapes;

/// <summary>Writes a list in this wire's double nesting: a property <c>Instances</c> marked <c>[Nested("Instance")]</c> becomes <c>"Instances":{"Instance":[…]}</c>.</summary>
/// <param name="inner">Name of the inner list.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NestedAttribute(string inner) : JsonConverterAttribute
{
    /// <summary>Name of the inner list.</summary>
    public string Inner { get; } = inner;

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert)
        => (JsonConverter)Activator.CreateInstance(typeof(NestedListConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()[0]), Inner)!;
}
