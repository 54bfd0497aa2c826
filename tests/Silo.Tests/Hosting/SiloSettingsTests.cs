using FleetMigrator.Silo.Hosting;
using Microsoft.Extensions.Configuration;

namespace FleetMigrator.Silo.Tests.Hosting;

public sealed class SiloSettingsTests
{
    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var refused = Assert.Throws<ConfigurationException>(() => Read(
            ("Fleet:Data", "relative"), ("Fleet:People:Url", "http://0.0.0.0:5080"), ("Fleet:Agents:ListenUrl", "http://127.0.0.1:1"), ("Fleet:Cluster:SiloPort", "70000")));
        Assert.Equal(4, refused.Mistakes.Count);
    }

    [Fact]
    public void A_listener_on_all_addresses_needs_a_public_one()
    {
        Assert.Throws<ConfigurationException>(() => Read(("Fleet:Agents:ListenUrl", "https://0.0.0.0:5443")));
        var settings = Read(
            ("Fleet:Agents:ListenUrl", "https://0.0.0.0:5443"), ("Fleet:Agents:BootstrapUrl", "http://0.0.0.0:5081"), ("Fleet:Agents:PublicUrl", "https://fleet.example:5443"));
        Assert.Equal("http://fleet.example:5081/", settings.BootstrapUrl.AbsoluteUri);
    }

    [Theory]
    [InlineData("Fleet:Database", "Host=db.example;Secret=swordfish")]
    [InlineData("Fleet:Database", "Username=fleet;Password=swordfish")]
    [InlineData("Fleet:Cluster:Address", "192.0.2.1")]
    [InlineData("Fleet:Cluster:Address", "0.0.0.0")]
    [InlineData("Fleet:Cluster:Address", "db.example")]
    public void A_database_or_an_address_of_a_cluster_that_cannot_be_used_is_named_without_the_password(string key, string value)
    {
        var mistake = Assert.Single(Assert.Throws<ConfigurationException>(() => Read((key, value))).Mistakes);
        Assert.StartsWith(key, mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", mistake, StringComparison.Ordinal);
    }

    private static SiloSettings Read(params (string Key, string Value)[] pairs)
        => SiloSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(pairs.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build());
}
