using FleetMigrator.Agent.Faults;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Enrolment;

/// <summary>
/// By what this server joins: an activation code, <c>at-…-…</c>, or an access key of the service, written <c>ak-…:secret</c>. A typing
/// mistake in the form is told without asking the service.
/// </summary>
/// <param name="Id">Id of the key, or empty for a code.</param>
/// <param name="Secret">Secret of the key, or the whole code.</param>
internal sealed record Credential(string Id, string Secret)
{
    private const string CodePrefix = "at-";
    private const string KeyPrefix = "ak-";
    private const int CodeSecretLength = 26;

    /// <summary>Reads what a person or a script gave.</summary>
    /// <exception cref="AgentException">FM-1001; what was entered isn't repeated, because it may be nearly right.</exception>
    public static Credential Read(string text) => IsCode(text) ? new Credential("", text) : Pair(text) ?? throw AgentFaults.CodeUnknown.With(
        $"what was given has not the form of an activation code ({CodePrefix}, 12 characters, a hyphen, {CodeSecretLength} characters) nor that of an access key ({KeyPrefix}, 12 characters, a colon, its secret)");

    /// <summary>Whether this is the id of an access key, whose secret is still to be asked for.</summary>
    public static bool IsKeyId(string text)
        => text.StartsWith(KeyPrefix, StringComparison.Ordinal) && text.Length > KeyPrefix.Length && text[KeyPrefix.Length..].All(char.IsAsciiLetterOrDigit);

    /// <summary>Puts it into a request.</summary>
    public void WriteTo(EnrolRequest request)
    {
        if (Id.Length == 0)
        {
            request.ActivationCode = Secret;
        }
        else
        {
            (request.AccessKeyId, request.AccessKeySecret) = (Id, Secret);
        }
    }

    private static bool IsCode(string text)
    {
        var cut = text.LastIndexOf('-');
        return text.StartsWith(CodePrefix, StringComparison.Ordinal) && cut > CodePrefix.Length && text.Length - cut - 1 == CodeSecretLength
            && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
    }

    private static Credential? Pair(string text)
        => text.Split(':', 2) is [var id, var secret] && IsKeyId(id) && secret.Length > 0 ? new Credential(id, secret) : null;
}
