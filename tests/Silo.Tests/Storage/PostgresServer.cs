using System.Diagnostics;
using FleetMigrator.Silo.Tests.Hosting;
using Npgsql;

[assembly: AssemblyFixture(typeof(FleetMigrator.Silo.Tests.Storage.PostgresServer))]

namespace FleetMigrator.Silo.Tests.Storage;

/// <summary>A real PostgreSQL server on a port of loopback, in a folder of its own, with a password. Started when the first test asks for a database.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Programs = "/usr/lib/postgresql";
    private const string User = "fleet";

    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Next();
    private Process? _server;
    private int _databases;

    /// <summary>Never logged.</summary>
    public static string Password => "a-password-for-tests";

    /// <summary>The connection string of a new, empty database.</summary>
    public async Task<string> NewDatabase()
    {
        Assert.SkipUnless(Directory.Exists(Programs), "PostgreSQL (package postgresql) is not installed");
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _server ??= await Start();
        }
        finally
        {
            _starting.Release();
        }

        var name = $"fleet_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(Connection("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        await command.ExecuteNonQueryAsync();
        return Connection(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            // Interrupt: ends its sessions and then itself.
            await Run("/bin/kill", "-INT", _server.Id.ToString());
            await _server.WaitForExitAsync();
            _server.Dispose();
        }

        _folder.Dispose();
        _starting.Dispose();
    }

    private string Connection(string database)
        => $"Host=127.0.0.1;Port={_port};Database={database};Username={User};Password={Password};Maximum Pool Size=40";

    private async Task<Process> Start()
    {
        var data = _folder.File("data");
        var secret = _folder.File("password");
        await File.WriteAllTextAsync(secret, Password);
        if (Environment.IsPrivilegedProcess)
        {
            await Run("/bin/chown", "-R", "postgres:postgres", _folder.Path);
        }

        await Run([.. AsServer("initdb"), "-D", data, "-U", User, "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        // A test's data need not survive a power cut.
        var server = Begin([.. AsServer("postgres"), "-D", data, "-p", $"{_port}", "-k", _folder.Path, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "max_connections=300"]);
        var log = "";
        while (await server.StandardError.ReadLineAsync() is { } line)
        {
            log += line + "\n";
            if (line.Contains("ready to accept connections", StringComparison.Ordinal))
            {
                // What it says from now on has to be taken, or it would wait.
                _ = server.StandardError.BaseStream.CopyToAsync(Stream.Null);
                return server;
            }
        }

        throw new InvalidOperationException($"PostgreSQL did not start:\n{log}");
    }

    // It refuses to run as root.
    private static string[] AsServer(string program)
    {
        var path = Path.Combine(Directory.GetDirectories(Programs).Order(StringComparer.Ordinal).Last(), "bin", program);
        return Environment.IsPrivilegedProcess ? ["/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", path] : [path];
    }

    private static async Task Run(params string[] command)
    {
        using var process = Begin(command);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)}: {await output}{errors}");
    }

    private static Process Begin(params string[] command)
        => Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
}
