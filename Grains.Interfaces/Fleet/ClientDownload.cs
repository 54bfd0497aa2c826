namespace FleetMigrator.Grains.Interfaces.Fleet;

/// <summary>The agent as an archive.</summary>
/// <param name="FileName">Such as <c>fleet-agent_0.1.0_linux_x86_64.tar.gz</c>.</param>
/// <param name="Path">Where it is on this page's own address.</param>
/// <param name="Sha256">SHA-256 of the archive, lower-case hex.</param>
/// <param name="Commands">What a person runs as root on the server: download and check, unpack, run.</param>
public sealed record ClientDownload(string FileName, string Path, string Sha256, IReadOnlyList<string> Commands);
