using CsCheck;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Fleet.Search;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Silo.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FleetMigrator.Silo.Tests.ReadModel;

/// <summary>The search language, from its text to the rows, whatever the database.</summary>
public abstract class SearchContract(RunningSilo silo)
{
    private const int Searches = 400;

    private IFleetReader Reader => silo.Services.GetRequiredService<IFleetReader>();

    [Fact]
    public async Task Every_search_gives_the_same_rows_by_sql_as_by_looking_at_each_server_and_job()
    {
        var (sources, jobs) = await Fleet();
        await Gen.Int.SampleAsync(
            async seed =>
            {
                await Same(new RandomSearch<SourceView>(seed, Conditions.OfSource).Next(), sources, source => source.Id, Topic.Sources);
                await Same(new RandomSearch<JobView>(seed, Conditions.OfJob).Next(), jobs, job => job.Id, Topic.Jobs);
            },
            iter: Searches,
            threads: 1);
    }

    [Theory]
    [InlineData("created")]
    [InlineData("-created")]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("-state")]
    [InlineData("group")]
    [InlineData("id")]
    public async Task Following_the_cursor_gives_every_row_once_and_in_order(string sort)
    {
        await Fleet();
        var whole = await Reader.Sources(new FleetQuery(Sort: sort, Take: 200), CancellationToken.None);
        Assert.Null(whole.Next);
        var read = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await Reader.Sources(new FleetQuery(Sort: sort, Take: 7, Cursor: cursor), CancellationToken.None);
            read.AddRange(page.Items.Select(source => source.Id));
            cursor = page.Next;
        }

        Assert.Equal(whole.Items.Select(source => source.Id), read);
    }

    [Fact]
    public async Task A_cursor_of_another_order_and_an_unknown_order_are_refused()
    {
        await Fleet();
        var next = (await Reader.Sources(new FleetQuery(Take: 3), CancellationToken.None)).Next!;
        foreach (var wrong in new[] { new FleetQuery(Sort: "name", Cursor: next), new FleetQuery(Cursor: "nonsense"), new FleetQuery(Sort: "1; DROP TABLE fleet_source") })
        {
            var refused = await Assert.ThrowsAsync<FleetException>(() => Reader.Sources(wrong, CancellationToken.None));
            Assert.Equal("FM-9003", refused.Code);
        }
    }

    private async Task<(List<SourceView> Sources, List<JobView> Jobs)> Fleet()
    {
        var random = new RandomFleet(42);
        var (sources, jobs) = (random.Sources(60), random.Jobs(40));
        var projection = silo.Services.GetRequiredService<IFleetProjection>();
        sources.ForEach(projection.Changed);
        jobs.ForEach(projection.Changed);
        await silo.Flush();
        return (sources, jobs);
    }

    private async Task Same<T>((string Text, Func<T, bool> Holds) search, List<T> all, Func<T, string> id, Topic topic)
    {
        var found = await Reader.Find(topic, FilterParser.Parse(search.Text, topic), 1000, CancellationToken.None);
        var expected = all.Where(search.Holds).Select(id).Order(StringComparer.Ordinal);
        Assert.True(expected.SequenceEqual(found.Order(StringComparer.Ordinal), StringComparer.Ordinal), $"{search.Text}: {string.Join(' ', found)}");
    }
}
