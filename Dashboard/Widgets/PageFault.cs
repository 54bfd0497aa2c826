using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Dashboard.Widgets;

/// <summary>Makes any failure of a page one that can be shown: with code, cause and remedy.</summary>
internal static class PageFault
{
    public static Fault Of(Exception failure)
        => failure is FleetException known ? known.Fault : ServiceErrors.Unforeseen.Fault($"{failure.GetType().Name}: {failure.Message}");
}
