using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Agent.Installation;
using FleetMigrator.Agent.Service;
using FleetMigrator.Agent.Tests.Sessions;

namespace FleetMigrator.Agent.Tests.Client;

/// <summary>A service, and a client of it as a person has unpacked it: the real program, run as a process.</summary>
internal sealed class UnpackedClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _program;
    private readonly TemporaryFolder _temporary = new();
    private readonly TestAuthority _authority = new();
    private FakeService? _service;

    private UnpackedClient(string program)
    {
        _program = program;
        Silo = new FakeSilo(_authority);
    }

    public FakeSilo Silo { get; }

    public InstallFolder Folder => InstallFolder.At(_temporary.File("fleet-agent_0.1.0_linux_x86_64"));

    /// <summary>Where the programs are that the client finds by name; empty unless a test puts some there.</summary>
    public string Tools => _temporary.File("path");

    /// <param name="program">Path of the static executable, as servers get it.</param>
    public static async Task<UnpackedClient> Start(string program)
    {
        var client = new UnpackedClient(program);
        using var issuing = client._authority.Issuing();
        var certificate = TestAuthority.Server(issuing, IPAddress.Loopback, TimeSpan.FromDays(30));
        client._service = await FakeService.Start(certificate, client.Silo, issuing: X509CertificateLoader.LoadCertificate(issuing.RawData));
        Directory.CreateDirectory(client.Tools);
        client._temporary.Write("fleet-agent_0.1.0_linux_x86_64/client.json", $$"""
            { "silo": "{{client._service.Address}}", "caSha256": "{{issuing.GetCertHashString(HashAlgorithmName.SHA256)}}" }
            """);
        return client;
    }

    private IReadOnlyList<string> Command(params string[] words)
    {
        // With the machine's systemd out of sight: a test must not install a service.
        string[] apart = SystemdUnit.Available
            ? ["/usr/bin/unshare", "--mount", "/bin/sh", "-c", "/bin/mount -t tmpfs none /run/systemd && exec \"$@\"", "sh"]
            : [];
        return [.. apart, _program, .. words, "--dir", Folder.Root];
    }

    /// <summary>Runs it without a terminal.</summary>
    public async Task<(int Exit, string Output, string Error)> Run(string input, params string[] words)
    {
        // In a session of its own, so that the terminal of whoever runs the tests is out of reach too.
        var start = Start("/usr/bin/setsid", ["--wait", .. Command(words)]);
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        // To their end: a background process that kept them open would let every caller that reads them hang.
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output.WaitAsync(Patience), await error.WaitAsync(Patience));
    }

    /// <summary>Runs it on a pseudo terminal that shows what is typed unless the program forbids it.</summary>
    public Conversation OnTerminal(params string[] words) => new(Process.Start(Start("/usr/bin/script",
        ["--quiet", "--return", "--echo", "always", "--command", string.Join(' ', Command(words).Select(word => $"'{word}'")), "/dev/null"]))!);

    private ProcessStartInfo Start(string program, IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo(program, words) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = Tools;
        start.Environment["SHELL"] = "/bin/sh";
        start.Environment.Remove("FLEET_AGENT_CODE");
        return start;
    }

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(Folder.Root))
        {
            await Run("", "stop");
        }

        await _service!.DisposeAsync();
        _authority.Dispose();
        _temporary.Dispose();
    }
}
