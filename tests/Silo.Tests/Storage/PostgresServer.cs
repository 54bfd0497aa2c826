using FleetMigrator.Demo.Stage;
using FleetMigrator.Silo.Tests.Hosting;

[assembly: AssemblyFixture(typeof(FleetMigrator.Silo.Tests.Storage.PostgresServer))]

namespace FleetMigrator.Silo.Tests.Storage;

/// <summary>One real PostgreSQL server for all tests, started when the first of them asks for a database.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly TemporaryFolder _folder = new();
    private PostgresProcess? _server;

    /// <summary>The connection string of a new, empty database.</summary>
    public async Task<string> NewDatabase()
    {
        Assert.SkipUnless(PostgresProcess.Installed, "PostgreSQL (package postgresql) is not installed");
        var cancellation = TestContext.Current.CancellationToken;
        await _starting.WaitAsync(cancellation);
        try
        {
            // A test's data need not survive a power cut.
            _server ??= await PostgresProcess.Start(_folder.Path, ["fsync=off"], cancellation);
        }
        finally
        {
            _starting.Release();
        }

        return await _server.NewDatabase(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Dispose();
        _starting.Dispose();
    }
}
