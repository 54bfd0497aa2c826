using System.Text.Json;

namespace FleetMigrator.Grains.Hosting;

/// <summary>Comparison by content: the equality of records stops at lists.</summary>
internal static class Facts
{
    /// <summary>Whether both say the same.</summary>
    public static bool Same<T>(T? left, T? right) => ReferenceEquals(left, right) || JsonSerializer.Serialize(left) == JsonSerializer.Serialize(right);
}
