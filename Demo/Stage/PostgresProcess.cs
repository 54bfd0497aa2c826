namespace FleetMigrator.Demo.Stage;

/// <summary>A PostgreSQL server of our own on a port of loopback, in a folder of its own, with a password. Disposing ends it.</summary>
public sealed class PostgresProcess : IAsyncDisposable
{
    private const string Programs = "/usr/lib/postgresql";
    private const string User = "fleet";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly ChildProcess _server;
    private readonly int _port;
    private readonly string _passwordFile;
    private int _databases;

    private PostgresProcess(ChildProcess server, int port, string passwordFile) => (_server, _port, _passwordFile) = (server, port, passwordFile);

    /// <summary>Whether Debian's package is there.</summary>
    public static bool Installed => Directory.Exists(Programs);

    /// <summary>It guards a server that lives for minutes; never logged.</summary>
    public static string Password => "a-password-for-tests";

    /// <summary>Makes a cluster in the folder and starts its server.</summary>
    /// <param name="folder">Exists and is empty; becomes the server's own when this process is root, because PostgreSQL refuses to be root.</param>
    /// <param name="settings">Such as <c>fsync=off</c>; PostgreSQL's own defaults otherwise.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<PostgresProcess> Start(string folder, IEnumerable<string> settings, CancellationToken cancellation)
    {
        if (!Installed)
        {
            throw new DemoException("PostgreSQL is not installed", "Run: sudo apt-get install --no-install-recommends postgresql");
        }

        var (data, secret) = (Path.Combine(folder, "data"), Path.Combine(folder, "password"));
        await File.WriteAllTextAsync(secret, $"*:*:*:{User}:{Password}", cancellation);
        await File.WriteAllTextAsync($"{secret}.new", Password, cancellation);
        await Tool.Run("chmod", ["600", secret], cancellation);
        if (Environment.IsPrivilegedProcess)
        {
            await Tool.Run("chown", ["-R", "postgres:postgres", folder], cancellation);
        }

        await Run("initdb", ["-D", data, "-U", User, "-A", "scram-sha-256", "--pwfile", $"{secret}.new", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], cancellation);
        var port = FreePort.Next();
        var (program, arguments) = AsServer("postgres", ["-D", data, "-p", $"{port}", "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=300", .. settings.SelectMany(setting => (string[])["-c", setting])]);
        var server = ChildProcess.Start("PostgreSQL", program, arguments, Path.Combine(folder, "postgres.log"), workingFolder: "/", stopSignal: Signals.Interrupt);
        try
        {
            await server.Line(line => line.Contains("ready to accept connections", StringComparison.Ordinal), StartLimit, cancellation);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return new PostgresProcess(server, port, secret);
    }

    /// <summary>The connection string of a new, empty database.</summary>
    public async Task<string> NewDatabase(CancellationToken cancellation)
    {
        var name = $"fleet_{Interlocked.Increment(ref _databases)}";
        await Run("createdb", ["-h", "127.0.0.1", "-p", $"{_port}", "-U", User, "--no-password", "--maintenance-db", $"dbname=postgres passfile={_passwordFile}", name], cancellation);
        return $"Host=127.0.0.1;Port={_port};Database={name};Username={User};Password={Password};Maximum Pool Size=40";
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Task<string> Run(string name, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var (program, all) = AsServer(name, arguments);
        return Tool.Run(program, all, cancellation);
    }

    private static (string Program, IReadOnlyList<string> Arguments) AsServer(string name, IEnumerable<string> arguments)
    {
        var path = Path.Combine(Directory.GetDirectories(Programs).Order(StringComparer.Ordinal).Last(), "bin", name);
        return Environment.IsPrivilegedProcess
            ? ("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : (path, [.. arguments]);
    }
}
