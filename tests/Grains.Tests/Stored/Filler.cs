using System.Collections;
using System.Reflection;
using System.Text.Json.Serialization;

namespace FleetMigrator.Grains.Tests.Stored;

/// <summary>Makes things in which every property has a value that is not its default.</summary>
internal static class Filler
{
    private const int Deepest = 8;

    /// <summary>A filled thing; null where a type leads back to itself too often.</summary>
    public static object? Fill(Type type, int depth = 0)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum)
        {
            return Enum.GetValues(plain).Cast<object>().Last();
        }

        if (Value(plain) is { } value)
        {
            return value;
        }

        if (plain.IsArray)
        {
            return Items(plain.GetElementType()!, depth);
        }

        if (plain.IsGenericType && typeof(IEnumerable).IsAssignableFrom(plain))
        {
            return plain.GetGenericArguments() is [var key, var element] ? Entries(key, element, depth) : Set(plain, depth) ?? Items(plain.GetGenericArguments()[0], depth);
        }

        if (plain.IsAbstract)
        {
            var known = plain.GetCustomAttributes<JsonDerivedTypeAttribute>().FirstOrDefault();
            return known is null ? throw new NotSupportedException($"{plain} is abstract and names no type that can be stored") : Fill(known.DerivedType, depth);
        }

        return depth > Deepest ? null : Thing(plain, depth);
    }

    private static object? Value(Type type) => type switch
    {
        _ when type == typeof(string) => "text",
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) => 7,
        _ when type == typeof(long) => 7_000_000_000,
        _ when type == typeof(decimal) => 0.25m,
        _ when type == typeof(double) => 0.5,
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(90),
        _ when type == typeof(Guid) => new Guid("0b3d6a0e-6f3c-4e9e-8f0a-2d1c5b7a9e11"),
        _ when type == typeof(Uri) => new Uri("https://example.org/"),
        _ => null,
    };

    private static Array Items(Type element, int depth)
    {
        var item = Fill(element, depth + 1);
        var items = Array.CreateInstance(element, item is null ? 0 : 1);
        if (item is not null)
        {
            items.SetValue(item, 0);
        }

        return items;
    }

    private static object? Set(Type type, int depth)
        => type.GetGenericTypeDefinition() is var kind && (kind == typeof(IReadOnlySet<>) || kind == typeof(HashSet<>) || kind == typeof(ISet<>) || kind == typeof(List<>))
            ? Activator.CreateInstance((kind == typeof(List<>) ? kind : typeof(HashSet<>)).MakeGenericType(type.GetGenericArguments()), Items(type.GetGenericArguments()[0], depth))
            : null;

    private static IDictionary Entries(Type key, Type element, int depth)
    {
        var entries = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, element))!;
        entries.Add(Fill(key, depth + 1)!, Fill(element, depth + 1));
        return entries;
    }

    private static object Thing(Type type, int depth)
    {
        var maker = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public)
            .Where(each => each.GetParameters() is not [var only] || only.ParameterType != type)
            .MaxBy(each => each.GetParameters().Length) ?? throw new NotSupportedException($"{type} has no constructor");
        var thing = maker.Invoke([.. maker.GetParameters().Select(parameter => Fill(parameter.ParameterType, depth + 1))]);
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.CanWrite && property.GetIndexParameters().Length == 0))
        {
            if (property.Name != "Version")
            {
                property.SetValue(thing, Fill(property.PropertyType, depth + 1));
            }
        }

        return thing;
    }
}
