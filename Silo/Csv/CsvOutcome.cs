namespace FleetMigrator.Silo.Csv;

/// <summary>What came of a file.</summary>
/// <param name="Lines">Lines below the heading.</param>
/// <param name="Applied">Lines that were applied.</param>
/// <param name="Faults">Of the others, by line and column.</param>
internal sealed record CsvOutcome(int Lines, int Applied, IReadOnlyList<CsvFault> Faults);
