using FleetMigrator.Grains.Interfaces.OpenWork;
using Orleans.Concurrency;

namespace FleetMigrator.Grains.Interfaces.Waves;

/// <summary>Servers that are migrated together. Key: its id, <c>w-…</c>. Goes on by itself after a crash.</summary>
[Alias("fleet.wave")]
public interface IWave : IOpenWork
{
    /// <summary>Plans the wave, or replaces the plan of one that has not started. Repeating is safe.</summary>
    /// <exception cref="Errors.FleetException">Every fault of the plan at once: FM-7108; FM-7109 once it has started.</exception>
    [Alias("plan")]
    Task<WaveView> Plan(WaveRequest request);

    /// <summary>Starts it, or goes on after a stop. Repeating is safe; FM-7109 when it is finished.</summary>
    [Alias("start")]
    Task<WaveView> Start();

    /// <summary>Starts no further job. Repeating is safe; FM-7109 when it does not run.</summary>
    [Alias("stop")]
    Task<WaveView> Stop();

    /// <summary>Removes the wave; its jobs stay. FM-7109 while it runs. Repeating is safe.</summary>
    [Alias("delete")]
    Task Delete();

    /// <summary>The wave; FM-7102 when there is none.</summary>
    [ReadOnly, AlwaysInterleave, Alias("view")]
    Task<WaveView> View();
}
