using FleetMigrator.Dashboard.Widgets;

namespace FleetMigrator.Dashboard.Tests;

public sealed class ShowTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "2 KiB")]
    [InlineData(5L << 20, "5.0 MiB")]
    [InlineData(3L << 29, "1.50 GiB")]
    [InlineData(2L << 40, "2.00 TiB")]
    public void Sizes_have_a_binary_unit(long bytes, string shown) => Assert.Equal(shown, Show.Size(bytes));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(125, "2 min 5 s")]
    [InlineData(7380, "2 h 3 min")]
    [InlineData(90000, "1 d 1 h")]
    public void Spans_have_two_units_at_most(int seconds, string shown) => Assert.Equal(shown, Show.Span(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Names_become_words() => Assert.Equal("Import edge image", Show.Words("ImportEdgeImage"));

    [Theory]
    [InlineData("0", "0.00")]
    [InlineData("0.00003", "< 0.0001")]
    [InlineData("0.0042", "0.0042")]
    [InlineData("0.01", "0.01")]
    [InlineData("12.345", "12.35")]
    public void A_sum_shows_something_unless_it_is_nothing(string sum, string text)
        => Assert.Equal(text, Show.Money(decimal.Parse(sum, System.Globalization.CultureInfo.InvariantCulture)));
}
