using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FleetMigrator.Benchmarks.Figures;

/// <summary>Figures for people and for programs.</summary>
internal static class FigureTable
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line a figure, below a line that describes the machine.</summary>
    public static string Of(IReadOnlyList<Figure> figures)
    {
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {Environment.OSVersion.VersionString}, .NET {Environment.Version}");
        var cases = figures.Max(figure => figure.Case.Length);
        var names = figures.Max(figure => figure.Name.Length);
        foreach (var figure in figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"{figure.Case.PadRight(cases)}  {figure.Name.PadRight(names)}  {Number(figure.Value),10} {figure.Unit}");
            if (figure is { Peer: { } peer, PeerValue: { } value, Ratio: { } ratio })
            {
                text.Append(CultureInfo.InvariantCulture, $"; {peer} {Number(value)} {figure.Unit}, ratio {ratio:0.00}");
            }

            text.AppendLine();
        }

        return text.ToString();
    }

    public static string Json(IReadOnlyList<Figure> figures)
        => JsonSerializer.Serialize(
            figures.Select(figure => new { @case = figure.Case, figure = figure.Name, figure.Unit, figure.Value, figure.Peer, figure.PeerValue, figure.Ratio }), _json);

    /// <summary>The middle value; of an even count the lower one.</summary>
    public static double Median(IEnumerable<double> values) => Percentile(values, 50);

    /// <summary>The value that so many percent do not exceed.</summary>
    public static double Percentile(IEnumerable<double> values, int percent)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * percent / 100.0) - 1)];
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) < 10 ? "0.00" : Math.Abs(value) < 1000 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
