using System.Text;
using System.Text.RegularExpressions;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Architecture.Tests;

/// <summary>docs/errors.md is the catalogue.</summary>
public sealed partial class ErrorDocumentTests
{
    [Fact]
    public void The_document_is_generated_from_the_catalogue()
    {
        var path = Path.Combine(AcceptanceTests.Root, "docs/errors.md");
        var expected = Generate();
        if (!File.Exists(path) || File.ReadAllText(path) != expected)
        {
            File.WriteAllText($"{path}.actual", expected);
            Assert.Fail("docs/errors.md is not what the catalogue says; docs/errors.md.actual is. Look at it and move it there.");
        }
    }

    [Fact]
    public void Every_code_is_well_formed_and_says_what_and_what_to_do()
        => Assert.All(ErrorCatalogue.All.Values, code =>
        {
            Assert.Matches(Number(), code.Id);
            Assert.False(code.Title.EndsWith('.'), code.Id);
            Assert.True(code.Title.Length > 10 && code.Remedy.Length > 10, code.Id);
        });

    private static string Generate()
    {
        var text = new StringBuilder("""
            # Errors

            Every failure carries one of these codes, the cause in its own case, and what to do. *Cure* says what has to happen before the same
            thing can succeed: *wait* (the service tries again by itself), *repair* (repair the cause, then retry), *start over*.

            | code | what it means | what to do | cure | known as |
            | --- | --- | --- | --- | --- |

            """);
        foreach (var code in ErrorCatalogue.All.Values.OrderBy(code => code.Id, StringComparer.Ordinal))
        {
            var cure = code.Cure switch { Cure.Wait => "wait", Cure.RepairAndRetry => "repair", _ => "start over" };
            text.Append($"| {code.Id} | {code.Title} | {code.Remedy} | {cure} | {(code.Alias is null ? "" : $"`{code.Alias}`")} |\n");
        }

        return text.ToString();
    }

    [GeneratedRegex("^FM-[1-9][0-9]{3}$", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
