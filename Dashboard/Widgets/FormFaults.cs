using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Dashboard.Widgets;

/// <summary>The faults of a form: each stands at its field, and those of no shown field stand above the form, so that none is lost.</summary>
/// <param name="faults">All faults of the last try.</param>
public sealed class FormFaults(IReadOnlyList<Fault> faults)
{
    /// <summary>Nothing is wrong.</summary>
    public static readonly FormFaults None = new([]);

    /// <summary>Whether something is wrong with the field.</summary>
    public bool Has(string field) => faults.Any(fault => Is(fault, field));

    /// <summary>What is wrong with the field and what to do, or empty.</summary>
    public string Text(string field)
        => string.Join(" ", faults.Where(fault => Is(fault, field)).Select(fault => $"{fault.Code}: {fault.Title}. {fault.Cause} {fault.Remedy}"));

    /// <summary>Faults that none of these fields shows.</summary>
    public IEnumerable<Fault> Besides(IReadOnlyCollection<string> fields) => faults.Where(fault => !fields.Any(field => Is(fault, field)));

    private static bool Is(Fault fault, string field) => string.Equals(fault.Field, field, StringComparison.OrdinalIgnoreCase);
}
