using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet.Search;
using FleetMigrator.Grains.Interfaces.Waves;

namespace FleetMigrator.Grains.Waves;

/// <summary>What a wave may look like, and what holds one.</summary>
internal static class WaveRules
{
    private const int MostAtOnce = 1000;
    private const int MostLockout = 1440;
    private const int MostMembers = 10_000;

    /// <summary>Every fault of a plan that can be told without asking anybody.</summary>
    public static IEnumerable<Fault> Check(WaveRequest request)
    {
        if (!NameRule.Allows(request.Name))
        {
            yield return Bad($"the name is '{request.Name}'; 2 to 128 letters, digits, colons, underscores and hyphens are allowed, a letter first", "name");
        }

        if (request.SourceIds.Count > 0 == request.Query is not null || request.SourceIds.Count > MostMembers)
        {
            yield return Bad("either 1 to 10,000 source ids or a search must be given", "sourceIds");
        }

        if (request.Query is { } query && Unreadable(query) is { } fault)
        {
            yield return fault;
        }

        if (request.AtOnce is < 1 or > MostAtOnce)
        {
            yield return Bad($"{request.AtOnce} at a time; 1 to {MostAtOnce} are allowed", "atOnce");
        }

        if (request.LockoutMinutes is < 0 or > MostLockout)
        {
            yield return Bad($"a lockout of {request.LockoutMinutes} minutes; 0 to {MostLockout} are allowed", "lockoutMinutes");
        }

        if (request.Mbps < 0 || (request.Mbps > 0 && request.Mbps < request.AtOnce))
        {
            yield return Bad($"{request.Mbps} Mbit/s for {request.AtOnce} places; each needs at least 1, and 0 means no bound", "mbps");
        }

        if (request.OpensAt >= request.ClosesAt)
        {
            yield return Bad("the window closes before it opens", "closesAt");
        }
    }

    /// <summary>Why no job may start now, or null.</summary>
    public static string? Window(WaveRequest request, DateTimeOffset now) => request switch
    {
        { OpensAt: { } opens } when now < opens => $"Its window opens at {opens:u}.",
        { ClosesAt: { } closes } when now >= closes => $"Its window closed at {closes:u}.",
        { ClosesAt: { } closes } when now >= closes - TimeSpan.FromMinutes(request.LockoutMinutes) => $"Its window closes at {closes:u}, and in the last {request.LockoutMinutes} minutes no job starts.",
        _ => null,
    };

    /// <summary>A fault of a field.</summary>
    public static Fault Bad(string cause, string field) => BulkErrors.BadWave.Fault(cause) with { Field = field };

    private static Fault? Unreadable(string query)
    {
        try
        {
            FilterParser.Parse(query, Topic.Sources);
            return null;
        }
        catch (FleetException unreadable)
        {
            return unreadable.Fault with { Field = "query" };
        }
    }
}
