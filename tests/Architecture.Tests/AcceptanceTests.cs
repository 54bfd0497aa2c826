using System.Xml.Linq;

namespace FleetMigrator.Architecture.Tests;

/// <summary>docs/acceptance.md tells the truth: every test that it names exists, ran and passed.</summary>
public sealed class AcceptanceTests
{
    internal static readonly string Root = FindRoot();

    [Fact]
    public void Every_row_of_the_specification_has_exactly_one_line()
    {
        var rows = Rows().Select(row => row.Id).ToList();
        Assert.Equal(rows.Count, rows.Distinct(StringComparer.Ordinal).Count());
        // Counted in the acceptance checklist of the domain reference: A01 to N05.
        Assert.Equal(119, rows.Count(id => id.Length == 3));
    }

    [Fact]
    public void Every_row_names_tests_or_says_why_not_yet()
        => Assert.All(Rows(), row => Assert.True(row.Tests.Length > 0 || row.NotYet.Length > 20, $"{row.Id} says neither"));

    [Fact]
    public void Every_test_that_a_row_names_ran_and_passed()
    {
        var folder = Environment.GetEnvironmentVariable("FLEET_TEST_RESULTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "the results of the other suites exist only within ./fleet test");

        // Without root the system suites do not run, and ./fleet test says so.
        Assert.SkipWhen(Environment.UserName != "root", "the system suites need root");
        var outcomes = Directory.EnumerateFiles(folder!, "*.xml")
            .SelectMany(file => XDocument.Load(file).Descendants("test"))
            .ToLookup(test => $"{test.Attribute("type")!.Value.Split('.')[^1]}.{test.Attribute("method")!.Value}", test => test.Attribute("result")!.Value);
        var wrong = Rows()
            .SelectMany(row => row.Tests.Select(test => (row.Id, Test: test)))
            .Where(named => !outcomes[named.Test].Any() || outcomes[named.Test].Any(result => result != "Pass"))
            .Select(named => $"{named.Id}: {named.Test} {string.Join(',', outcomes[named.Test].DefaultIfEmpty("did not run"))}");
        Assert.Empty(wrong);
    }

    private static IEnumerable<(string Id, string[] Tests, string NotYet)> Rows()
        => File.ReadLines(Path.Combine(Root, "docs/acceptance.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| row", StringComparison.Ordinal) && !line.StartsWith("| -", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | "))
            .Select(cells => (cells[0].Trim(), Proof: cells[^1].Trim()))
            .Select(row => row.Proof.StartsWith("not yet", StringComparison.Ordinal)
                ? (row.Item1, Array.Empty<string>(), row.Proof)
                : (row.Item1, row.Proof.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(test => test.Trim('`')).ToArray(), ""));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FleetMigrator.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run outside the repository");
        }

        return folder.FullName;
    }
}
