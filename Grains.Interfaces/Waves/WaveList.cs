using FleetMigrator.Grains.Interfaces.Things;

namespace FleetMigrator.Grains.Interfaces.Waves;

/// <summary>The list of waves.</summary>
public static class WaveList
{
    // A plan of a fleet has tens of waves; they are shown in their order, which needs all of them.
    private const int Most = 200;

    /// <summary>All waves in their order, at most 200.</summary>
    public static async Task<IReadOnlyList<WaveView>> All(IGrainFactory grains)
    {
        var page = await grains.GetGrain<IThingList>("waves").List(0, Most);
        var views = await Task.WhenAll(page.Ids.Select(id => grains.GetGrain<IWave>(id).View()));
        return [.. views.OrderBy(wave => wave.Request.Order).ThenBy(wave => wave.CreatedAt)];
    }
}
