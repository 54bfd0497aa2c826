using System.Security.Cryptography;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Silo.Hosting;

namespace FleetMigrator.Silo.Install;

/// <summary>The agent's executable as it is handed out, with its hash. A new build at the same path is noticed.</summary>
internal sealed class AgentFile(SiloSettings settings)
{
    private readonly Lock _lock = new();
    private (DateTime Written, long Length, string Sha256)? _known;

    /// <summary>Its path.</summary>
    /// <exception cref="FleetException">FM-9004 when there is none.</exception>
    public string Path => settings.AgentFile.Path.Length > 0 && File.Exists(settings.AgentFile.Path)
        ? settings.AgentFile.Path
        : throw ServiceErrors.ArtefactMissing.With(settings.AgentFile.Path.Length > 0
            ? $"the agent {settings.AgentFile.Path} does not exist"
            : "Fleet:Agent:Path is not set");

    /// <summary>SHA-256, lower-case hex.</summary>
    /// <exception cref="FleetException">FM-9004 when there is none.</exception>
    public string Sha256()
    {
        var file = new FileInfo(Path);
        lock (_lock)
        {
            if (_known is not { } known || known.Written != file.LastWriteTimeUtc || known.Length != file.Length)
            {
                using var stream = file.OpenRead();
                known = (file.LastWriteTimeUtc, file.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
                _known = known;
            }

            return known.Sha256;
        }
    }
}
