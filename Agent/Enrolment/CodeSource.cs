using FleetMigrator.Agent.Commands;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Agent.Linux;

namespace FleetMigrator.Agent.Enrolment;

/// <summary>Where the activation code or access key comes from: option, file, environment, standard input, or a person at a terminal.</summary>
internal sealed class CodeSource(Arguments arguments, TextWriter output)
{
    public const string Variable = "FLEET_AGENT_CODE";
    public const string StandardInput = "-";

    private readonly Terminal _terminal = new();

    /// <summary>The code that was given with the command; null when a person has to be asked.</summary>
    /// <exception cref="AgentException">FM-1009 when none was given and there is nobody to ask.</exception>
    public string? Given()
    {
        var environment = Environment.GetEnvironmentVariable(Variable);
        // What this program starts in the background has no business with it.
        Environment.SetEnvironmentVariable(Variable, null);
        var given = arguments switch
        {
            { Code: StandardInput } => _terminal.ReadLine() ?? throw AgentFaults.CodeNotGiven.With("standard input ended without a line"),
            { Code: { } code } => code,
            { CodeFile: { } file } => FirstLine(file),
            _ when !string.IsNullOrWhiteSpace(environment) => environment,
            _ when Terminal.IsThere => null,
            _ => throw AgentFaults.CodeNotGiven.With("neither an option nor the environment names one, and standard input is no terminal"),
        };
        return given?.Trim();
    }

    /// <summary>Asks at the terminal; what is typed isn't shown. After the id of an access key its secret is asked for.</summary>
    /// <exception cref="AgentException">FM-1009 when the person ended the input.</exception>
    public async Task<string> Ask(CancellationToken cancellation)
    {
        var answer = await Line("Activation code or access key (not shown): ", cancellation);
        return Credential.IsKeyId(answer) ? $"{answer}:{await Line("Secret of the access key (not shown): ", cancellation)}" : answer;
    }

    private async Task<string> Line(string question, CancellationToken cancellation)
        => (await _terminal.Ask(question, output, cancellation))?.Trim() ?? throw AgentFaults.CodeNotGiven.With("the input ended at the prompt");

    private static string FirstLine(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault() ?? throw AgentFaults.CodeNotGiven.With($"{file} is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AgentFaults.CodeNotGiven.With($"{file} cannot be read: {e.Message}", e);
        }
    }
}
