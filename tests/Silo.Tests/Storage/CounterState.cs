namespace FleetMigrator.Silo.Tests.Storage;

public sealed record CounterState
{
    public int Value { get; init; }

    public DayOfWeek Day { get; init; } = DayOfWeek.Friday;
}
