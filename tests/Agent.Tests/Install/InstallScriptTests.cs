using System.Net;
using System.Security.Cryptography;
using System.Text;
using FleetMigrator.Agent.Tests.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FleetMigrator.Agent.Tests.Install;

[Trait("Kind", "system")]
public sealed class InstallScriptTests : IDisposable
{
    // Stands for the agent: writes down how it is called.
    private const string Agent = "#!/bin/sh\nhome=$(dirname \"$0\")\necho \"$@\" >> \"$home/calls\"\nwhile [ $# -gt 0 ]; do [ \"$1\" = --code-file ] && cp \"$2\" \"$home/code\"; shift; done\n[ ! -e \"$home/refuse\" ] || exit 5\n";

    private readonly TemporaryFolder _temporary = new();
    private readonly TestAuthority _authority = new();

    [Fact]
    public async Task The_agent_is_fetched_checked_installed_imported_and_started()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "installing needs root");
        await using var service = await Serve();
        var (exit, text) = Run(service.Address, Hash(Agent), "--code", "ABCD-1234", "--dir", _temporary.File("smc"));
        Assert.True(exit == 0, text);
        var home = _temporary.File("smc/fleet-agent");
        var calls = await File.ReadAllLinesAsync(Path.Combine(home, "calls"), TestContext.Current.CancellationToken);
        Assert.Equal(2, calls.Length);
        Assert.StartsWith($"import --silo {service.Address.ToString().TrimEnd('/')} --ca ", calls[0], StringComparison.Ordinal);
        Assert.Equal($"start --dir {_temporary.File("smc")}", calls[1]);
        Assert.Equal("ABCD-1234\n", await File.ReadAllTextAsync(Path.Combine(home, "code"), TestContext.Current.CancellationToken));
        Assert.DoesNotContain("ABCD", calls[0], StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(home)); // nothing of the installation is left over
    }

    [Fact]
    public async Task An_agent_with_another_hash_is_never_run()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "installing needs root");
        await using var service = await Serve();
        var (exit, text) = Run(service.Address, Hash("something else"), "--code", "X", "--dir", _temporary.File("smc"));
        Assert.Equal(1, exit);
        Assert.Contains("not the one", text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_temporary.File("smc/fleet-agent")));
    }

    [Fact]
    public async Task A_service_of_another_ca_is_refused_by_the_download()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "installing needs root");
        using var other = new TestAuthority("Other CA");
        await using var service = await Serve();
        var (exit, _) = Run(service.Address, Hash(Agent), other, "--code", "X", "--dir", _temporary.File("smc"));
        Assert.Equal(69, exit);
    }

    [Fact]
    public async Task A_failed_import_keeps_its_exit_code_and_starts_nothing()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "installing needs root");
        await using var service = await Serve();
        _temporary.Write("smc/fleet-agent/refuse", "");
        var (exit, _) = Run(service.Address, Hash(Agent), "--code", "X", "--dir", _temporary.File("smc"));
        Assert.Equal(5, exit);
        Assert.Single(await File.ReadAllLinesAsync(_temporary.File("smc/fleet-agent/calls"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Half_a_script_does_nothing()
    {
        var script = Script(new Uri("https://127.0.0.1:1"), Hash(Agent), _authority);
        var half = _temporary.Write("half.sh", script[..script.LastIndexOf("main \"$@\"", StringComparison.Ordinal)]);
        var (exit, text) = Tool.Try("/bin/sh", half, "--dir", _temporary.File("smc"));
        Assert.Equal((0, ""), (exit, text));
        Assert.False(Directory.Exists(_temporary.File("smc")));
    }

    [Fact]
    public void Wrong_options_end_with_exit_code_2()
    {
        Assert.Equal(2, Run(new Uri("https://127.0.0.1:1"), Hash(Agent), "--colour", "red").Exit);
        Assert.Equal(2, Run(new Uri("https://127.0.0.1:1"), Hash(Agent), "--code").Exit);
        Assert.Equal(2, Run(new Uri("https://127.0.0.1:1"), Hash(Agent), "--dir", "relative").Exit);
    }

    [Fact]
    public void Shellcheck_finds_nothing() => Tool.Run("shellcheck", "--shell=sh", Template);

    public void Dispose()
    {
        _authority.Dispose();
        _temporary.Dispose();
    }

    private static string Template => Path.Combine(AppContext.BaseDirectory, "install.sh.template");

    private Task<FakeService> Serve()
        => FakeService.Start(_authority.Server(IPAddress.Loopback), new FakeSilo(_authority),
            endpoints: application => application.MapGet("/download/fleet-agent", () => Results.Bytes(Encoding.UTF8.GetBytes(Agent))));

    private (int Exit, string Text) Run(Uri service, string hash, params string[] arguments) => Run(service, hash, _authority, arguments);

    private (int Exit, string Text) Run(Uri service, string hash, TestAuthority authority, params string[] arguments)
        => Tool.Try("/bin/sh", [_temporary.Write("install.sh", Script(service, hash, authority)), .. arguments]);

    private static string Script(Uri service, string hash, TestAuthority authority) => File.ReadAllText(Template)
        .Replace("@SILO_URL@", service.ToString().TrimEnd('/'), StringComparison.Ordinal)
        .Replace("@AGENT_SHA256@", hash, StringComparison.Ordinal)
        .Replace("@VERSION@", "1.2.3", StringComparison.Ordinal)
        .Replace("@CA_PEM@", authority.Certificate.ExportCertificatePem(), StringComparison.Ordinal);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
