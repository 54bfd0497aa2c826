namespace FleetMigrator.Grains.Interfaces.Fleet.Search;

/// <summary>How a field is compared. Inequality is the negation of equality.</summary>
public enum Comparison
{
    /// <summary>The same.</summary>
    Equal,

    /// <summary>A part of it.</summary>
    Contains,

    /// <summary>Less than.</summary>
    Less,

    /// <summary>Less than or equal.</summary>
    LessOrEqual,

    /// <summary>Greater than.</summary>
    Greater,

    /// <summary>Greater than or equal.</summary>
    GreaterOrEqual,

    /// <summary>Has any value at all.</summary>
    Exists,
}
