using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Silo.Certificates;
using FleetMigrator.Silo.Hosting;

namespace FleetMigrator.Silo.Install;

/// <summary>
/// The script that joins a server, and the line that fetches, checks and runs it. The script comes over plain HTTP, because a new
/// server knows no certificate of ours yet; the line, which comes from the page, carries its hash.
/// </summary>
internal sealed class InstallScript(SiloSettings settings, AgentFile agent, CertificateAuthority authority) : IInstallCommands
{
    public const string Path = "/install.sh";

    private static readonly string _template = Template();

    /// <summary>The script, byte for byte what the line's hash was made of.</summary>
    /// <exception cref="FleetException">FM-9004 when no agent can be handed out.</exception>
    public byte[] Render() => Encoding.UTF8.GetBytes(_template
        .Replace("@SILO_URL@", settings.AgentsUrl.GetLeftPart(UriPartial.Authority))
        .Replace("@AGENT_SHA256@", agent.Sha256())
        .Replace("@VERSION@", Version)
        .Replace("@CA_PEM@", authority.Root.ExportCertificatePem()));

    public string InstallLine(string code)
    {
        // It goes into a shell; a code has no character that means something there.
        if (!code.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
        {
            throw CodeErrors.Unknown.With("what was given has not the form of an activation code");
        }

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Render()));
        var url = settings.BootstrapUrl.GetLeftPart(UriPartial.Authority) + Path;
        return $"""f=$(mktemp) && curl -fsS {url} -o "$f" && echo "{sha256}  $f" | sha256sum -c --quiet && sh "$f" --code {code}""";
    }

    /// <summary>Version of the agent that is handed out: it is built with the silo.</summary>
    public static string Version { get; } = typeof(InstallScript).Assembly.GetName().Version!.ToString(fieldCount: 3);

    private static string Template()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("install.sh.template")
            ?? throw new InvalidOperationException("The install script is not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
