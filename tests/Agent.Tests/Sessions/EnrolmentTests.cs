using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Agent.Commands;
using FleetMigrator.Agent.Enrolment;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Agent.Installation;
using FleetMigrator.Agent.Network;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Tests.Sessions;

public sealed class EnrolmentTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly TestAuthority _authority = new();

    private static Credential Code { get; } = Credential.Read("at-0123456789ab-0123456789abcdefghjkmnpqrs");

    private InstallFolder Folder => new(_temporary.Path);

    [Fact]
    public async Task A_code_becomes_an_identity_that_is_kept_and_the_key_never_leaves()
    {
        var silo = new FakeSilo(_authority);
        await using var service = await FakeService.Start(_authority.Server(IPAddress.Loopback), silo);
        Assert.Equal("s-test", await Enrol(service.Address, _authority.Certificate));

        Assert.Equal((Code.Secret, "h"), (silo.Enrolled!.ActivationCode, silo.Enrolled.Inventory.Hostname));
        Assert.Contains("file-replication", silo.Enrolled.Capabilities);
        using var identity = Identity.Load(Folder);
        Assert.Equal(("s-test", "CN=s-test", true), (identity.Settings.SourceId, identity.Certificate.Subject, identity.Certificate.HasPrivateKey));
        Assert.Equal(service.Address, identity.Settings.Silo);
    }

    [Fact]
    public async Task An_access_key_is_sent_in_place_of_a_code()
    {
        var silo = new FakeSilo(_authority);
        await using var service = await FakeService.Start(_authority.Server(IPAddress.Loopback), silo);
        using var trust = new ServiceTrust(_authority.Certificate);
        Assert.Equal("s-test", await Enrol(service.Address, trust, Credential.Read("ak-0123456789ab:secret")));
        Assert.Equal(("", "ak-0123456789ab", "secret"), (silo.Enrolled!.ActivationCode, silo.Enrolled.AccessKeyId, silo.Enrolled.AccessKeySecret));
    }

    [Fact]
    public async Task A_fingerprint_is_enough_to_trust_the_service_and_its_ca_is_kept_for_later_sessions()
    {
        using var issuing = _authority.Issuing();
        var silo = new FakeSilo(_authority);
        await using var service = await FakeService.Start(
            TestAuthority.Server(issuing, IPAddress.Loopback, TimeSpan.FromDays(30)), silo, issuing: issuing);
        using var trust = new ServiceTrust(issuing.GetCertHashString(HashAlgorithmName.SHA256));
        Assert.Equal("s-test", await Enrol(service.Address, trust));
        using var identity = Identity.Load(Folder);
        Assert.Equal(_authority.Certificate.RawData, identity.Ca.RawData);
    }

    [Fact]
    public async Task A_service_without_the_authority_of_the_fingerprint_never_sees_the_code()
    {
        using var issuing = _authority.Issuing();
        var silo = new FakeSilo(_authority);
        await using var service = await FakeService.Start(
            TestAuthority.Server(issuing, IPAddress.Loopback, TimeSpan.FromDays(30)), silo, issuing: issuing);
        using var trust = new ServiceTrust(new string('0', 64));
        var failure = await Assert.ThrowsAsync<AgentException>(() => Enrol(service.Address, trust));
        Assert.Equal("FM-2020", failure.Fault.Code);
        Assert.Null(silo.Enrolled);
    }

    [Fact]
    public async Task Enrolling_again_keeps_the_key()
    {
        var silo = new FakeSilo(_authority);
        await using var service = await FakeService.Start(_authority.Server(IPAddress.Loopback), silo);
        await Enrol(service.Address, _authority.Certificate);
        var key = await File.ReadAllTextAsync(Folder.Key, TestContext.Current.CancellationToken);
        await Enrol(service.Address, _authority.Certificate);
        Assert.Equal(key, await File.ReadAllTextAsync(Folder.Key, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_services_words_and_leaves_the_server_not_imported()
    {
        var silo = new FakeSilo(_authority) { Refusal = FakeSilo.Refuse("FM-1002", "The activation code has expired", "expired – yesterday", "Create a new one.") };
        await using var service = await FakeService.Start(_authority.Server(IPAddress.Loopback), silo);
        var failure = await Assert.ThrowsAsync<AgentException>(() => Enrol(service.Address, _authority.Certificate));
        Assert.Equal(("FM-1002", "The activation code has expired", "expired – yesterday", "Create a new one."),
            (failure.Fault.Code, failure.Fault.Title, failure.Cause, failure.Fault.Remedy));
        Assert.Equal(ExitCodes.NotAllowed, failure.Fault.ExitCode);
        Assert.False(File.Exists(Folder.Settings));
    }

    [Fact]
    public async Task A_service_of_another_ca_isnt_trusted_and_never_sees_the_code()
    {
        using var other = new TestAuthority("Other CA");
        var silo = new FakeSilo(_authority);
        await using var service = await FakeService.Start(_authority.Server(IPAddress.Loopback), silo);
        var failure = await Assert.ThrowsAsync<AgentException>(() => Enrol(service.Address, other.Certificate));
        Assert.Equal("FM-2020", failure.Fault.Code);
        Assert.Null(silo.Enrolled);
    }

    [Fact]
    public async Task A_certificate_for_another_address_isnt_trusted()
    {
        var silo = new FakeSilo(_authority);
        await using var service = await FakeService.Start(_authority.Server(IPAddress.Parse("192.0.2.1")), silo);
        var failure = await Assert.ThrowsAsync<AgentException>(() => Enrol(service.Address, _authority.Certificate));
        Assert.Equal("FM-2020", failure.Fault.Code);
        Assert.Contains("not for 127.0.0.1", failure.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_out_of_its_dates_points_to_the_clock()
    {
        var silo = new FakeSilo(_authority);
        await using var service = await FakeService.Start(_authority.Server(IPAddress.Loopback, validFor: TimeSpan.FromHours(1)), silo);
        var failure = await Assert.ThrowsAsync<AgentException>(() => Enrol(service.Address, _authority.Certificate));
        Assert.Equal("FM-2015", failure.Fault.Code);
    }

    [Fact]
    public async Task A_service_that_doesnt_answer_is_named_with_address_and_port()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound but not listening: refused
        var port = ((IPEndPoint)closed.LocalEndPoint!).Port;
        var failure = await Assert.ThrowsAsync<AgentException>(() => Enrol(new Uri($"https://127.0.0.1:{port}"), _authority.Certificate));
        Assert.Equal(("FM-2019", ExitCodes.Unreachable), (failure.Fault.Code, failure.Fault.ExitCode));
        Assert.Contains($"127.0.0.1:{port}", failure.Cause, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _temporary.Dispose();
    }

    private Task<string> Enrol(Uri silo, X509Certificate2 ca) => Enrol(silo, new ServiceTrust(ca));

    private Task<string> Enrol(Uri silo, ServiceTrust trust, Credential? credential = null)
        => new Enrolment.Enrolment(Folder, new TlsChannel(new Dialer(new Resolver())), TimeProvider.System)
            .Enrol(silo, trust, credential ?? Code, new MachineIdentity { MachineId = "m" }, new Inventory { Hostname = "h" }, TestContext.Current.CancellationToken);
}
