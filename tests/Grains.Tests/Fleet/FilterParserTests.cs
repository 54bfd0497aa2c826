using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet.Search;

namespace FleetMigrator.Grains.Tests.Fleet;

public sealed class FilterParserTests
{
    [Theory]
    [InlineData("state=Offlin", 7, "Offline")]
    [InlineData("web and", 8, "a condition is missing")]
    [InlineData("or web", 1, "a condition is missing")]
    [InlineData("(web or db", 1, "not closed")]
    [InlineData("web)", 4, "closing parenthesis")]
    [InlineData("name:\"web", 6, "quotes are not closed")]
    [InlineData("name:", 6, "a value is missing")]
    [InlineData("=5", 1, "no field before it")]
    [InlineData("web colour=red", 5, "there is no field 'colour'")]
    [InlineData("cpus>many", 6, "a whole number")]
    [InlineData("memory>2GB", 8, "a size")]
    [InlineData("age<7", 5, "a time")]
    [InlineData("age=7d", 4, "compared by <")]
    [InlineData("name<web", 5, "compared by :")]
    [InlineData("tag.=x", 5, "key of the tag is missing")]
    [InlineData("tag.env", 8, "comparison is missing")]
    [InlineData("cpus>99999999999999999999", 6, "a whole number")]
    public void An_error_names_its_position_and_what_was_expected(string text, int position, string words)
    {
        var refused = Assert.Throws<FleetException>(() => FilterParser.Parse(text, Topic.Sources));
        Assert.Equal("FM-9010", refused.Code);
        Assert.StartsWith($"at position {position}: ", refused.Fault.Cause, StringComparison.Ordinal);
        Assert.Contains(words, refused.Fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void And_binds_closer_than_or_and_not_closest()
    {
        var filter = Assert.IsType<AnyOf>(FilterParser.Parse("not a b or c and d", Topic.Sources));
        var first = Assert.IsType<AllOf>(filter.Parts[0]);
        Assert.IsType<Not>(first.Parts[0]);
        Assert.Equal(2, Assert.IsType<AllOf>(filter.Parts[1]).Parts.Count);
    }

    [Fact]
    public void Words_that_only_begin_like_keywords_are_words()
        => Assert.Equal(new Where("text", Comparison.Contains, "order"), FilterParser.Parse("Order", Topic.Sources));

    [Fact]
    public void Nothing_finds_everything() => Assert.Empty(Assert.IsType<AllOf>(FilterParser.Parse("  ", Topic.Jobs)).Parts);

    [Fact]
    public void Fields_belong_to_their_topic()
    {
        Assert.Equal(new Where("step", Comparison.Equal, "Sync"), FilterParser.Parse("STEP=sync", Topic.Jobs));
        Assert.Throws<FleetException>(() => FilterParser.Parse("step=sync", Topic.Sources));
    }

    [Fact]
    public void A_search_without_end_or_bottom_is_refused()
    {
        foreach (var text in new[] { new string('a', 2001), new string('(', 500), string.Join(' ', Enumerable.Repeat("a", 101)), string.Concat(Enumerable.Repeat("not ", 400)) })
        {
            Assert.Equal("FM-9010", Assert.Throws<FleetException>(() => FilterParser.Parse(text, Topic.Sources)).Code);
        }
    }
}
