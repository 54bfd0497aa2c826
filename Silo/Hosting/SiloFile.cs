using System.Text.Json;

namespace FleetMigrator.Silo.Hosting;

/// <summary>The file <c>silo.json</c> in the data folder: how programs on this machine find the running service. Only its user can read it.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="PeopleUrl">Dashboard and REST.</param>
/// <param name="Token">Start token: <c>Authorization: Bearer</c> for REST, <c>?token=</c> for a browser.</param>
/// <param name="AgentsUrl">How agents and receivers reach the service.</param>
/// <param name="BootstrapUrl">Where the install script is.</param>
/// <param name="CaSha256">What receivers pin, lower-case hex.</param>
internal sealed record SiloFile(int Pid, string PeopleUrl, string Token, string AgentsUrl, string BootstrapUrl, string CaSha256)
{
    private const string Name = "silo.json";

    public static string PathIn(string data) => Path.Combine(data, Name);

    public void Write(string data) => PrivateFile.Write(PathIn(data), JsonSerializer.Serialize(this, JsonSerializerOptions.Web) + "\n");
}
