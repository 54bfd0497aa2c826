using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Labels;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Silo.Csv;

/// <summary>Source servers as a file: written for people and their tables, and read back line by line.</summary>
internal sealed class SourceCsv(IFleetReader reader, IGrainFactory grains)
{
    private const int PageSize = 200;
    private const int AtOnce = 16;

    // Those of the first line are read back; the others tell, and are passed over when they come back.
    private static readonly string[] _columns = ["id", "name", "description", "group", "tags", "state", "hostname", "addresses", "importedAt"];
    private static readonly string[] _read = ["name", "description", "group", "tags"];

    /// <summary>All servers that a search finds.</summary>
    public async IAsyncEnumerable<string> Write(string search, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return CsvText.Write(_columns);
        string? cursor = "";
        while (cursor is not null)
        {
            var page = await reader.Sources(new FleetQuery(search, Take: PageSize, Cursor: cursor), cancellation);
            foreach (var source in page.Items)
            {
                yield return CsvText.Write(
                [
                    source.Id, source.Name, source.Description, source.ResourceGroup, TagText.Write(source.Tags), source.State.ToString(),
                    source.Inventory.Hostname, string.Join(' ', source.Inventory.Addresses), source.ImportedAt.ToString("u"),
                ]);
            }

            cursor = page.Next;
        }
    }

    /// <summary>Applies each line by itself: one that is wrong keeps no other from being applied.</summary>
    /// <exception cref="FleetException">FM-7106 when the file as a whole cannot be read.</exception>
    public async Task<CsvOutcome> Read(string text)
    {
        var rows = CsvText.Read(text).ToList();
        if (rows.Count == 0)
        {
            throw BulkErrors.BadCell.With("the file is empty; its first line names the columns");
        }

        var heading = rows[0].Cells.Select(cell => cell.Trim()).ToList();
        if (heading.Except(_columns, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw BulkErrors.BadCell.With($"line 1: there is no column '{unknown}'; there are {string.Join(", ", _columns)}");
        }

        if (!heading.Contains("id", StringComparer.Ordinal) || heading.Distinct(StringComparer.Ordinal).Count() < heading.Count)
        {
            throw BulkErrors.BadCell.With("line 1: there must be the column id, and no column twice");
        }

        var faults = new List<CsvFault>();
        foreach (var part in rows.Skip(1).Chunk(AtOnce))
        {
            faults.AddRange((await Task.WhenAll(part.Select(row => Apply(row.Line, heading, row.Cells)))).SelectMany(found => found));
        }

        return new CsvOutcome(rows.Count - 1, rows.Count - 1 - faults.Select(fault => fault.Line).Distinct().Count(), faults);
    }

    private async Task<IReadOnlyList<CsvFault>> Apply(int line, List<string> heading, IReadOnlyList<string> cells)
    {
        if (cells.Count != heading.Count)
        {
            return [Of(line, "", BulkErrors.BadCell.Fault($"{cells.Count} cells for {heading.Count} columns"))];
        }

        var row = heading.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        var tags = row.TryGetValue("tags", out var written) ? TagText.Read(written) : null;
        if (written is not null && tags is null)
        {
            return [Of(line, "tags", BulkErrors.BadCell.Fault($"'{written}' is not of the form key=value;key=value"))];
        }

        var source = grains.GetGrain<ISourceServer>(row["id"]);
        var column = "id";
        try
        {
            var now = await source.View();
            column = "tags";
            if (tags is not null || row.ContainsKey("group"))
            {
                await source.Label(new LabelChange { RemoveAll = tags is not null, Put = tags ?? now.Tags, Group = row.GetValueOrDefault("group") });
            }

            column = "name";
            if (row.ContainsKey("name") || row.ContainsKey("description"))
            {
                await source.Describe(row.GetValueOrDefault("name", now.Name), row.GetValueOrDefault("description", now.Description));
            }

            return [];
        }
        catch (FleetException refused)
        {
            return [.. refused.Faults.Select(fault => Of(line, Column(fault, column), fault))];
        }
    }

    private static string Column(Fault fault, string otherwise)
        => fault.Field is { } field && _read.Contains(field, StringComparer.Ordinal) ? field : fault.Code == LabelErrors.UnknownGroup.Id ? "group" : otherwise;

    private static CsvFault Of(int line, string column, Fault fault) => new(line, column, fault.Code, fault.Cause, fault.Remedy);
}
