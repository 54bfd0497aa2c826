using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Notices;

namespace FleetMigrator.Grains.Notices;

/// <summary>What a target of notices may look like.</summary>
internal static class TargetRules
{
    private const int MostRecipients = 50;

    /// <summary>Every fault of the request.</summary>
    public static IReadOnlyList<Fault> Check(TargetRequest request)
    {
        var faults = new List<Fault>();
        if (!NameRule.Allows(request.Name))
        {
            faults.Add(NoticeErrors.BadTarget.Fault($"the name is '{request.Name}'; 2 to 128 letters, digits, colons, underscores and hyphens are allowed, a letter first") with { Field = "name" });
        }

        if (request.Kind == TargetKind.Webhook && !(Uri.TryCreate(request.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0))
        {
            faults.Add(NoticeErrors.BadTarget.Fault($"the address is '{request.Url}'") with { Field = "url" });
        }

        if (request.Kind == TargetKind.Mail && (request.Recipients.Count is 0 or > MostRecipients || request.Recipients.Any(address => !IsMail(address))))
        {
            faults.Add(NoticeErrors.BadTarget.Fault($"the recipients are {string.Join(", ", request.Recipients)}") with { Field = "recipients" });
        }

        return faults;
    }

    private static bool IsMail(string address)
        => address.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !address.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is ',' or ';' or '<' or '>');
}
