namespace FleetMigrator.Silo.Csv;

/// <summary>What is wrong with a line.</summary>
/// <param name="Line">Number of the line, the heading being 1.</param>
/// <param name="Column">Name of the column.</param>
/// <param name="Code"><c>FM-nnnn</c>.</param>
/// <param name="Cause">The facts.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record CsvFault(int Line, string Column, string Code, string Cause, string Remedy);
