using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.ActivationCodes;

/// <summary>What an activation code may look like.</summary>
internal static class CodeRequestRules
{
    private const int MostServers = 1000;
    private const int MostDays = 90;

    /// <summary>Every fault of the request.</summary>
    public static IReadOnlyList<Fault> Check(CodeRequest request)
    {
        var faults = new List<Fault>();
        if (request.Name.Length > 0 && !NameRule.Allows(request.Name))
        {
            faults.Add(CodeErrors.BadName.Fault($"'{request.Name}'") with { Field = "name" });
        }

        faults.AddRange(DescriptionRule.Check(request.Description));
        if (request.Servers is < 1 or > MostServers)
        {
            faults.Add(CodeErrors.CountOutOfRange.Fault($"{request.Servers} was asked for") with { Field = "servers" });
        }

        if (request.ValidDays is < 1 or > MostDays)
        {
            faults.Add(CodeErrors.ValidityOutOfRange.Fault($"{request.ValidDays} days were asked for") with { Field = "validDays" });
        }

        return faults;
    }
}
