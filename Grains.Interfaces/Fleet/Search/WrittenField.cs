namespace FleetMigrator.Grains.Interfaces.Fleet.Search;

/// <summary>The left side of a condition.</summary>
internal sealed record WrittenField(string Name, string Key, string Operator, int Position, int OperatorPosition);
