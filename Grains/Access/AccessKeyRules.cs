using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Access;

/// <summary>What an access key may look like.</summary>
internal static class AccessKeyRules
{
    private const int MostDays = 365;

    /// <summary>Every fault of the request.</summary>
    public static IReadOnlyList<Fault> Check(AccessKeyRequest request)
    {
        var faults = new List<Fault>();
        if (!NameRule.Allows(request.Name))
        {
            faults.Add(CodeErrors.BadName.Fault($"'{request.Name}'") with { Field = "name" });
        }

        if (request.ValidDays is < 1 or > MostDays)
        {
            faults.Add(AccessErrors.BadAccessKeyRequest.Fault($"{request.ValidDays} days were asked for") with { Field = "validDays" });
        }

        if (!Enum.IsDefined(request.Scope))
        {
            faults.Add(AccessErrors.BadAccessKeyRequest.Fault($"there is no scope {request.Scope}") with { Field = "scope" });
        }

        return [.. faults, .. DescriptionRule.Check(request.Description)];
    }
}
