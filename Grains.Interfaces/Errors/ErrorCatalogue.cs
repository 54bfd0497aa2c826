using System.Collections.Frozen;
using System.Reflection;

namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>All error codes, by id.</summary>
public static class ErrorCatalogue
{
    private static readonly Type[] Pages =
    [
        typeof(CodeErrors), typeof(SourceErrors), typeof(LabelErrors), typeof(JobErrors), typeof(CloudErrors), typeof(TransferErrors),
        typeof(GuestErrors), typeof(QuotaErrors), typeof(AccessErrors), typeof(ServiceErrors),
    ];

    /// <summary>Every entry of the catalogue.</summary>
    public static FrozenDictionary<string, ErrorCode> All { get; } = Pages
        .SelectMany(page => page.GetFields(BindingFlags.Public | BindingFlags.Static))
        .Select(field => (ErrorCode)field.GetValue(null)!)
        .ToFrozenDictionary(code => code.Id, StringComparer.Ordinal);

    /// <summary>A fault reported by id from outside the silo; an unknown id becomes <see cref="JobErrors.StepFailed"/>.</summary>
    /// <param name="id"><c>FM-nnnn</c>.</param>
    /// <param name="cause">The facts of this case.</param>
    public static Fault Fault(string id, string cause)
        => All.TryGetValue(id, out var code) ? code.Fault(cause) : JobErrors.StepFailed.Fault($"{id}: {cause}");
}
