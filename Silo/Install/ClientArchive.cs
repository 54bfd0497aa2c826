using System.Formats.Tar;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Silo.Certificates;
using FleetMigrator.Silo.Hosting;

namespace FleetMigrator.Silo.Install;

/// <summary>
/// The agent as a client that a person unpacks and runs: one versioned folder with the executable and what it needs to know of this
/// service. The same agent and the same settings give the same bytes, so its hash can be told before and after a restart.
/// </summary>
internal sealed class ClientArchive(SiloSettings settings, AgentFile agent, CertificateAuthority authority) : IClientDownload
{
    public const string Folder = "/download/";
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Any fixed time will do, but tar complains about the very first ones.
    private static readonly DateTimeOffset _written = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    private readonly Lock _lock = new();
    private (string AgentSha256, byte[] Bytes, string Sha256)? _known;

    /// <summary>Also the name of the folder inside.</summary>
    public static string Name { get; } = $"fleet-agent_{InstallScript.Version}_linux_x86_64";

    public static string FileName { get; } = Name + ".tar.gz";

    /// <summary>The archive; made at the first call and kept until the agent is another.</summary>
    /// <exception cref="FleetException">FM-9004 when no agent can be handed out.</exception>
    public byte[] Bytes() => Current().Bytes;

    /// <summary>SHA-256 of the archive, lower-case hex.</summary>
    /// <exception cref="FleetException">FM-9004 when no agent can be handed out.</exception>
    public string Sha256() => Current().Sha256;

    public ClientDownload Offer()
    {
        var sha256 = Sha256();
        var url = settings.BootstrapUrl.GetLeftPart(UriPartial.Authority) + Folder + FileName;
        return new ClientDownload(FileName, Folder + FileName, sha256,
        [
            $"""curl -fsSO {url} && echo "{sha256}  {FileName}" | sha256sum -c --quiet""",
            $"mkdir -p /smc && tar -xzf {FileName} -C /smc",
            $"/smc/{Name}/fleet-agent",
        ]);
    }

    private (string AgentSha256, byte[] Bytes, string Sha256) Current()
    {
        var sha256 = agent.Sha256();
        lock (_lock)
        {
            if (_known is not { } known || known.AgentSha256 != sha256)
            {
                var bytes = Make();
                known = (sha256, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));
                _known = known;
            }

            return known;
        }
    }

    private byte[] Make()
    {
        using var memory = new MemoryStream();
        using (var packed = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true))
        using (var archive = new TarWriter(packed, TarEntryFormat.Ustar, leaveOpen: true))
        {
            AddFolder(archive, "");
            using (var executable = File.OpenRead(agent.Path))
            {
                AddFile(archive, "fleet-agent", executable, OwnerFile | UnixFileMode.UserExecute);
            }

            AddFile(archive, "client.json", new MemoryStream(Configuration()), OwnerFile);
            AddFile(archive, "README.txt", BuiltIn("README.txt"), OwnerFile);
            AddFolder(archive, "Excludes/");
            AddFile(archive, "Excludes/rsync_excludes_linux.txt", BuiltIn("rsync_excludes_linux.txt"), OwnerFile);
            AddFolder(archive, "Logs/");
        }

        return memory.ToArray();
    }

    private byte[] Configuration() => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
        new Dictionary<string, string>
        {
            ["silo"] = settings.AgentsUrl.GetLeftPart(UriPartial.Authority),
            // The issuing one, because a root isn't among the certificates that TLS sends.
            ["caSha256"] = authority.PinSha256,
        },
        _indented) + "\n");

    private static void AddFolder(TarWriter archive, string name)
        => Add(archive, new UstarTarEntry(TarEntryType.Directory, $"{Name}/{name}") { Mode = OwnerFolder });

    private static void AddFile(TarWriter archive, string name, Stream content, UnixFileMode mode)
    {
        using (content)
        {
            Add(archive, new UstarTarEntry(TarEntryType.RegularFile, $"{Name}/{name}") { Mode = mode, DataStream = content });
        }
    }

    private static void Add(TarWriter archive, UstarTarEntry entry)
    {
        entry.ModificationTime = _written;
        entry.UserName = "root";
        entry.GroupName = "root";
        archive.WriteEntry(entry);
    }

    private static Stream BuiltIn(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream($"client/{name}")
        ?? throw new InvalidOperationException($"{name} of the client is not built in.");
}
