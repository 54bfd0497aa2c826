using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CsCheck;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Silo.Csv;
using FleetMigrator.Silo.Tests.Hosting;

namespace FleetMigrator.Silo.Tests.Csv;

public sealed class CsvTests(RunningSilo silo) : IClassFixture<RunningSilo>
{
    [Fact]
    public void Whatever_is_written_is_read_back()
    {
        var cell = Gen.String[Gen.Char["ab,;=\"\\\r\n é"], 0, 8];
        cell.Array[2, 5].Array[1, 5].Sample(rows =>
        {
            var read = CsvText.Read(string.Concat(rows.Select(CsvText.Write))).Select(row => row.Cells);
            return read.Select(cells => string.Join('|', cells)).SequenceEqual(rows.Select(cells => string.Join('|', cells)));
        });
        Gen.Dictionary(Gen.String[Gen.Char["ab;=\\é"], 1, 5], Gen.String[Gen.Char["ab;=\\é"], 0, 5])[0, 4].Sample(tags =>
            TagText.Read(TagText.Write(tags))!.OrderBy(tag => tag.Key, StringComparer.Ordinal).SequenceEqual(tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("id,name\ns-1,\"open", "line 2: a quote is not closed")]
    [InlineData("id,name\ns-1,a\"b", "line 2: a quote stands in the middle")]
    [InlineData("id,name\n\"s-1\"x,a", "line 2: something stands between")]
    public void A_file_that_is_none_is_refused_with_its_line(string text, string cause)
        => Assert.Contains(cause, Assert.Throws<FleetException>(() => CsvText.Read(text).ToList()).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Good_lines_are_applied_wrong_ones_told_by_line_and_column_and_an_export_can_be_applied_as_it_is()
    {
        using var client = silo.Client();
        foreach (var id in new[] { "s-csv1", "s-csv2" })
        {
            var inventory = new Inventory($"host-{id}", "linux", "debian", "12", "Debian", "6.1", "x86_64", "bios", 1, 1, ["10.0.0.1"], "absent", []);
            await silo.Grains.GetGrain<ISourceServer>(id).Enrol(new EnrolFacts(new MachineIdentity(id, "", "", []), inventory, "0.1.0", [], "at-1", id));
        }

        const string File = "id,name,tags,description\r\ns-csv1,web-1,env=prod;role=a\\;b,\"first, \"\"best\"\"\r\nof all\"\r\ns-csv2,?,aliyun=x,\r\ns-none,x-1,,\r\ns-csv2,db-1\r\ns-csv2,db-1,oops,\r\n";
        using var answer = await client.PostAsync(new Uri("api/v1/source-files", UriKind.Relative), new StringContent(File, Encoding.UTF8, "text/csv"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var outcome = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((5, 1), (outcome.GetProperty("lines").GetInt32(), outcome.GetProperty("applied").GetInt32()));
        Assert.Equal(
            [(4, "tags", "FM-2043"), (5, "id", "FM-2001"), (6, "", "FM-7106"), (7, "tags", "FM-7106")],
            outcome.GetProperty("faults").EnumerateArray().Select(fault => (fault.GetProperty("line").GetInt32(), fault.GetProperty("column").GetString()!, fault.GetProperty("code").GetString()!)));
        var source = await silo.Grains.GetGrain<ISourceServer>("s-csv1").View();
        Assert.Equal(("web-1", "first, \"best\"\r\nof all", "a;b"), (source.Name, source.Description, source.Tags["role"]));

        await silo.Flush();
        var exported = await client.GetStringAsync("api/v1/source-files");
        Assert.StartsWith("id,name,description,group,tags,state,hostname,addresses,importedAt\r\n", exported, StringComparison.Ordinal);
        using var back = await client.PostAsync(new Uri("api/v1/source-files", UriKind.Relative), new StringContent(exported, Encoding.UTF8, "text/csv"));
        var again = await back.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((2, 0), (again.GetProperty("applied").GetInt32(), again.GetProperty("faults").GetArrayLength()));
        await silo.Flush();
        Assert.Equal(exported, await client.GetStringAsync("api/v1/source-files"));
    }

    [Theory]
    [InlineData("id,nmae\ns-1,x", "there is no column 'nmae'")]
    [InlineData("name\nx", "the column id")]
    [InlineData("", "the file is empty")]
    public async Task A_heading_that_cannot_be_used_is_refused_as_a_whole(string text, string cause)
    {
        using var client = silo.Client();
        using var answer = await client.PostAsync(new Uri("api/v1/source-files", UriKind.Relative), new StringContent(text, Encoding.UTF8, "text/csv"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(cause, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
