using System.Net;
using System.Net.Sockets;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Agent.Network;

namespace FleetMigrator.Agent.Tests.Network;

public sealed class ResolverTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("[2001:db8::1]", "2001:db8::1")]
    [InlineData("fleet", "198.18.0.9")]
    [InlineData("FLEET.example", "198.18.0.9")]
    [InlineData("localhost", "127.0.0.1")]
    public async Task Literals_and_the_hosts_file_need_no_server(string host, string expected)
    {
        using var folder = new TemporaryFolder();
        var hosts = folder.Write("hosts", "# names\n198.18.0.9\tfleet.example fleet # the service\n");
        var resolver = new Resolver(hosts, () => throw new InvalidOperationException("no server should be asked"));
        Assert.Equal([IPAddress.Parse(expected)], await resolver.Resolve(host, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_name_is_asked_of_the_name_server_with_the_search_list()
    {
        using var server = new FakeNameServer(name => name == "silo.corp.example" ? [IPAddress.Parse("203.0.113.5"), IPAddress.Parse("2001:db8::5")] : []);
        var resolver = new Resolver("/nonexistent", () => new ResolverSettings([server.Address], ["corp.example"]));
        var found = await resolver.Resolve("silo", TestContext.Current.CancellationToken);
        Assert.Equal([IPAddress.Parse("203.0.113.5"), IPAddress.Parse("2001:db8::5")], found);
    }

    [Fact]
    public async Task A_dead_name_server_is_skipped_for_the_next()
    {
        using var dead = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        dead.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // never answers
        using var server = new FakeNameServer(_ => [IPAddress.Parse("203.0.113.5")]);
        var resolver = new Resolver("/nonexistent", () => new ResolverSettings([(IPEndPoint)dead.LocalEndPoint!, server.Address], []));
        Assert.Equal([IPAddress.Parse("203.0.113.5")], await resolver.Resolve("silo.example", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_name_that_nobody_knows_fails_with_who_was_asked()
    {
        using var server = new FakeNameServer(_ => []);
        var resolver = new Resolver("/nonexistent", () => new ResolverSettings([server.Address], []));
        var failure = await Assert.ThrowsAsync<AgentException>(() => resolver.Resolve("nowhere.example", TestContext.Current.CancellationToken));
        Assert.Equal("FM-2019", failure.Fault.Code);
        Assert.Contains(server.Address.ToString(), failure.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolv_conf_is_read_with_at_most_three_servers()
    {
        var settings = ResolverSettings.Parse("; x\nsearch a.example b.example\nnameserver 10.0.0.1\nnameserver 10.0.0.2\nnameserver ::1\nnameserver 10.0.0.4\n");
        Assert.Equal(3, settings.Servers.Count);
        Assert.Equal(["host.a.example", "host.b.example", "host"], settings.Candidates("host"));
        Assert.Equal("www.example.org", settings.Candidates("www.example.org").First());
    }

    [Fact]
    public void An_answer_that_is_cut_short_or_hostile_doesnt_throw()
    {
        var question = DnsMessage.Question(7, "a.example", DnsMessage.A);
        question[2] |= 0x80;
        question[7] = 9; // answers that aren't there
        for (var length = 0; length <= question.Length; length++)
        {
            _ = DnsMessage.Addresses(question.AsSpan(0, length), 7);
        }

        Assert.Empty(DnsMessage.Addresses(question, 7)!);
        Assert.Null(DnsMessage.Addresses(question, 8));
    }
}
