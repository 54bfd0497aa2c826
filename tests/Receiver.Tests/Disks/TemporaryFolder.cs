namespace FleetMigrator.Receiver.Tests.Disks;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fleet-receiver-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
