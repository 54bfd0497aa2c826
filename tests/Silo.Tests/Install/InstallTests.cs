using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Silo.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FleetMigrator.Silo.Tests.Install;

/// <summary>What a new server fetches, and what the line says of it.</summary>
public sealed partial class InstallTests(RunningSilo silo) : IClassFixture<RunningSilo>
{
    [Fact]
    public async Task The_line_carries_the_hash_of_the_script_that_is_served()
    {
        var line = silo.Services.GetRequiredService<IInstallCommands>().InstallLine("at-1-abc");
        using var client = new HttpClient();
        var script = await client.GetByteArrayAsync(new Uri(silo.Bootstrap, "install.sh"));
        Assert.Equal(Hash().Match(line).Value, Convert.ToHexStringLower(SHA256.HashData(script)));
        Assert.Contains(new Uri(silo.Bootstrap, "install.sh").AbsoluteUri, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_names_the_silo_the_agent_and_the_root_and_has_no_placeholder_left()
    {
        using var client = new HttpClient();
        var script = await client.GetStringAsync(new Uri(silo.Bootstrap, "install.sh"));
        Assert.Contains($"silo='{silo.Agents.GetLeftPart(UriPartial.Authority)}'", script, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(silo.AgentPath))), script, StringComparison.Ordinal);
        Assert.Contains(silo.Authority.Root.ExportCertificatePem(), script, StringComparison.Ordinal);
        Assert.DoesNotMatch("@[A-Z0-9_]+@", script[(script.IndexOf("set -eu", StringComparison.Ordinal))..]);
    }

    [Fact]
    public async Task The_agent_is_handed_out_over_tls_to_who_trusts_the_root()
    {
        using var handler = new SocketsHttpHandler();
        var trust = new System.Security.Cryptography.X509Certificates.X509ChainPolicy
        {
            TrustMode = System.Security.Cryptography.X509Certificates.X509ChainTrustMode.CustomRootTrust,
            RevocationMode = System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck,
        };
        trust.CustomTrustStore.Add(silo.Authority.Root);
        handler.SslOptions.CertificateChainPolicy = trust;
        using var client = new HttpClient(handler) { BaseAddress = silo.Agents };
        var agent = await client.GetByteArrayAsync(new Uri("download/fleet-agent", UriKind.Relative));
        Assert.Equal("not really an agent\n", Encoding.UTF8.GetString(agent));
        Assert.StartsWith(Convert.ToHexStringLower(SHA256.HashData(agent)), await client.GetStringAsync(new Uri("download/fleet-agent.sha256", UriKind.Relative)), StringComparison.Ordinal);
    }

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hash();
}
