namespace FleetMigrator.Grains.Interfaces.Quotas;

/// <summary>What somebody waits for.</summary>
/// <param name="Kind">What is used up.</param>
/// <param name="Region">Region of the limit, or empty for all.</param>
/// <param name="Group">Resource group of the limit, or empty for all.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Used">How much of it is in use.</param>
/// <param name="Place">From 1: who is before him is served before him, as long as nobody of a group that has less joins.</param>
/// <param name="Waiting">How many wait for the same.</param>
/// <param name="Estimate">When his turn probably comes, or null while nothing is known.</param>
[GenerateSerializer, Immutable, Alias("fleet.quota.wait")]
public sealed record QuotaWait(QuotaKind Kind, string Region, string Group, int Limit, int Used, int Place, int Waiting, DateTimeOffset? Estimate)
{
    /// <summary>The same in a sentence without a full stop.</summary>
    public string Text
    {
        get
        {
            var where = (Region.Length, Group.Length) switch
            {
                (0, 0) => "of the account",
                (0, _) => $"of the resource group {Group}",
                (_, 0) => $"in {Region}",
                _ => $"of the resource group {Group} in {Region}",
            };
            var when = Estimate is { } estimate ? $", probably until {estimate:u}" : "";
            return $"Waits for the limit of {Noun(Kind)} {where}: {Used} of {Limit} in use, place {Place} of {Waiting}{when}";
        }
    }

    private static string Noun(QuotaKind kind) => kind switch
    {
        QuotaKind.RunningJobs => "running jobs",
        QuotaKind.Instances => "intermediate instances",
        QuotaKind.Vpcs => "VPCs",
        QuotaKind.ExportsAtOnce => "exports at once",
        QuotaKind.ExportsPerWeek => "exports a week",
        QuotaKind.EdgeImports => "edge imports",
        _ => "API calls a second",
    };
}
