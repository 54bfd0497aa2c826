namespace FleetMigrator.Silo.Api;

/// <summary>A limit as it comes in. Region and group: empty for all together, * for each by itself.</summary>
internal sealed record LimitForm(int Value, string Region = "", string Group = "");
