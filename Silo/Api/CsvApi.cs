using System.Text;
using FleetMigrator.Silo.Csv;

namespace FleetMigrator.Silo.Api;

/// <summary>Source servers as files over REST.</summary>
internal static class CsvApi
{
    public static void MapCsv(this IEndpointRouteBuilder api)
    {
        var csv = api.MapGroup("/source-files").WithTags("Source servers");
        csv.MapGet("/", Write).WithName("exportSources").WithSummary("All source servers that a search finds, as CSV.");
        csv.MapPost("/", Read).WithName("applySources").WithSummary("Sets name, description, group and tags of each line's server; tells what is wrong by line and column.")
            .Accepts<string>("text/csv");
    }

    private static async Task Write(string? q, SourceCsv csv, HttpContext context, CancellationToken cancellation)
    {
        var lines = csv.Write(q ?? "", cancellation).GetAsyncEnumerator(cancellation);
        await using (lines)
        {
            // The first page is asked for before the answer begins, so that a search that cannot be read is still refused properly.
            var more = await lines.MoveNextAsync();
            var heading = lines.Current;
            more = more && await lines.MoveNextAsync();
            context.Response.ContentType = "text/csv; charset=utf-8; header=present";
            context.Response.Headers.ContentDisposition = "attachment; filename=\"sources.csv\"";
            await context.Response.WriteAsync(heading, cancellation);
            for (; more; more = await lines.MoveNextAsync())
            {
                await context.Response.WriteAsync(lines.Current, cancellation);
            }
        }
    }

    private static async Task<CsvOutcome> Read(HttpRequest request, SourceCsv csv, CancellationToken cancellation)
    {
        using var body = new StreamReader(request.Body, Encoding.UTF8);
        return await csv.Read(await body.ReadToEndAsync(cancellation));
    }
}
