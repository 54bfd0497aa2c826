namespace FleetMigrator.Silo.Tests.Storage;

/// <summary>A grain that stores a number each time it is asked to.</summary>
[Alias("test.counter")]
public interface ICounter : IGrainWithStringKey
{
    [Alias("add")]
    Task<int> Add();

    [Alias("value")]
    Task<int> Value();

    [Alias("clear")]
    Task Clear();

    [Alias("leave")]
    Task Leave();
}
