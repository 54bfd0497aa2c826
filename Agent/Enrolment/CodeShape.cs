using FleetMigrator.Agent.Faults;

namespace FleetMigrator.Agent.Enrolment;

/// <summary>The form of an activation code, <c>at-…-…</c>; a typing mistake is told without asking the service.</summary>
internal static class CodeShape
{
    private const string Prefix = "at-";
    private const int SecretLength = 26;

    public static bool Holds(string text)
    {
        var cut = text.LastIndexOf('-');
        return text.StartsWith(Prefix, StringComparison.Ordinal) && cut > Prefix.Length && text.Length - cut - 1 == SecretLength
            && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
    }

    /// <exception cref="AgentException">FM-1001; what was entered isn't repeated, because it may be nearly right.</exception>
    public static string Checked(string text) => Holds(text)
        ? text
        : throw AgentFaults.CodeUnknown.With($"what was given has not the form of an activation code: at-, 12 characters, a hyphen, {SecretLength} characters");
}
