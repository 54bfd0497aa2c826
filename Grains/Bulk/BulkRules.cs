using FleetMigrator.Grains.Interfaces.Bulk;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Bulk;

/// <summary>What a bulk action needs.</summary>
internal static class BulkRules
{
    /// <summary>Every fault of the request.</summary>
    public static IReadOnlyList<Fault> Check(BulkRequest request)
    {
        var faults = new List<Fault>();
        if (request.Ids.Count > 0 == request.Query is not null)
        {
            faults.Add(BulkErrors.BadBulk.Fault(request.Query is null ? "neither ids nor a search was given" : "ids and a search were given") with { Field = "ids" });
        }

        if (request.Action == BulkAction.Label != request.Labels is not null)
        {
            faults.Add(BulkErrors.BadBulk.Fault($"{request.Action} {(request.Labels is null ? "needs" : "has no use for")} labels") with { Field = "labels" });
        }

        if (request.Action == BulkAction.Migrate != request.Template is not null)
        {
            faults.Add(BulkErrors.BadBulk.Fault($"{request.Action} {(request.Template is null ? "needs" : "has no use for")} a template") with { Field = "template" });
        }

        return faults;
    }
}
