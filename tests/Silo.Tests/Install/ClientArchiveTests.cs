using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Silo.Install;
using FleetMigrator.Silo.Tests.Hosting;
using FleetMigrator.Transfer.Security;
using Microsoft.Extensions.DependencyInjection;

namespace FleetMigrator.Silo.Tests.Install;

/// <summary>The agent as an archive, as a person gets it: by the commands of the page, with the tools of a server.</summary>
public sealed class ClientArchiveTests(RunningSilo silo) : IClassFixture<RunningSilo>
{
    private const string Name = "fleet-agent_0.1.0_linux_x86_64";

    [Fact]
    public async Task Plain_tar_unpacks_the_download_to_one_versioned_folder_with_all_that_a_run_needs()
    {
        using var folder = new TemporaryFolder();
        await Download(folder);
        await Shell($"tar -xzf {Name}.tar.gz", folder);

        Assert.Equal([Name, $"{Name}.tar.gz"], Directory.GetFileSystemEntries(folder.File("")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "Excludes", "Excludes/rsync_excludes_linux.txt", "Logs", "README.txt", "client.json", "fleet-agent",
            ],
            Directory.GetFileSystemEntries(folder.File(Name), "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder.File(Name), path)).Order(StringComparer.Ordinal));
        Assert.Equal(await File.ReadAllBytesAsync(silo.AgentPath), await File.ReadAllBytesAsync(folder.File($"{Name}/fleet-agent")));
        Assert.True(File.GetUnixFileMode(folder.File($"{Name}/fleet-agent")).HasFlag(UnixFileMode.UserExecute));
        Assert.All(
            await File.ReadAllLinesAsync(folder.File($"{Name}/Excludes/rsync_excludes_linux.txt")),
            line => Assert.StartsWith("#", line, StringComparison.Ordinal));
        using var client = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File($"{Name}/client.json")));
        Assert.Equal(silo.Agents.GetLeftPart(UriPartial.Authority), client.RootElement.GetProperty("silo").GetString());
        Assert.Equal(silo.Authority.PinSha256, client.RootElement.GetProperty("caSha256").GetString());
    }

    [Fact]
    public async Task The_pages_first_command_fetches_and_checks_it_and_the_others_name_what_is_in_it()
    {
        var offer = silo.Services.GetRequiredService<IClientDownload>().Offer();
        using var folder = new TemporaryFolder();
        await Shell(offer.Commands[0], folder);
        Assert.Equal(offer.Sha256, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(folder.File(offer.FileName)))));
        Assert.Equal([$"mkdir -p /smc && tar -xzf {Name}.tar.gz -C /smc", $"/smc/{Name}/fleet-agent"], offer.Commands.Skip(1));
        Assert.NotEqual(0, await Exit(offer.Commands[0].Replace(offer.Sha256, new string('0', 64), StringComparison.Ordinal), folder));
    }

    [Fact]
    public async Task It_is_served_to_people_and_to_servers_with_its_hash_beside_it()
    {
        using var people = silo.Client();
        using var servers = new HttpClient { BaseAddress = silo.Bootstrap };
        using var strangers = new HttpClient { BaseAddress = silo.People };
        var path = new Uri($"download/{Name}.tar.gz", UriKind.Relative);
        var bytes = await servers.GetByteArrayAsync(path);
        Assert.Equal(bytes, await people.GetByteArrayAsync(path));
        Assert.Equal(
            $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  {Name}.tar.gz\n",
            await servers.GetStringAsync(new Uri($"download/{Name}.tar.gz.sha256", UriKind.Relative)));
        Assert.False((await strangers.GetAsync(path)).IsSuccessStatusCode);
        Assert.False((await servers.GetAsync(new Uri("download/fleet-agent", UriKind.Relative))).IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_fingerprint_in_it_is_one_that_the_agents_listener_can_prove()
    {
        using var folder = new TemporaryFolder();
        await Download(folder);
        await Shell($"tar -xzf {Name}.tar.gz", folder);
        using var settings = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File($"{Name}/client.json")));
        var pinned = new PinnedAuthority(Convert.FromHexString(settings.RootElement.GetProperty("caSha256").GetString()!));
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = pinned.Accepts } };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(settings.RootElement.GetProperty("silo").GetString()!) };
        Assert.Equal(
            await File.ReadAllBytesAsync(folder.File($"{Name}.tar.gz")), await client.GetByteArrayAsync(new Uri($"download/{Name}.tar.gz", UriKind.Relative)));
    }

    [Fact]
    public async Task The_same_agent_gives_the_same_bytes_and_another_agent_others()
    {
        var archive = ActivatorUtilities.CreateInstance<ClientArchive>(silo.Services);
        var again = ActivatorUtilities.CreateInstance<ClientArchive>(silo.Services);
        Assert.Equal(archive.Bytes(), again.Bytes());
        var before = archive.Sha256();
        var agent = await File.ReadAllBytesAsync(silo.AgentPath);
        try
        {
            await File.WriteAllTextAsync(silo.AgentPath, "another agent, of another length\n");
            Assert.NotEqual(before, archive.Sha256());
        }
        finally
        {
            await File.WriteAllBytesAsync(silo.AgentPath, agent);
        }

        Assert.Equal(before, archive.Sha256());
    }

    private async Task Download(TemporaryFolder folder)
    {
        using var client = new HttpClient { BaseAddress = silo.Bootstrap };
        await File.WriteAllBytesAsync(
            folder.File($"{Name}.tar.gz"), await client.GetByteArrayAsync(new Uri($"download/{Name}.tar.gz", UriKind.Relative)));
    }

    private static async Task Shell(string command, TemporaryFolder folder) => Assert.Equal(0, await Exit(command, folder));

    private static async Task<int> Exit(string command, TemporaryFolder folder)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = folder.File("") })!;
        await shell.WaitForExitAsync();
        return shell.ExitCode;
    }
}
