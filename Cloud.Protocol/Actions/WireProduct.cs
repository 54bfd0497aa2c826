namespace FleetMigrator.Cloud.Protocol.Actions;

/// <summary>A product that speaks the RPC style. Its version alone tells it from the others.</summary>
/// <param name="Name">Lower case, first word of its host name.</param>
/// <param name="Version">Date of its API.</param>
public sealed record WireProduct(string Name, string Version)
{
    public static readonly WireProduct Ecs = new("ecs", "2014-05-26");
    public static readonly WireProduct Vpc = new("vpc", "2016-04-28");
    public static readonly WireProduct Ram = new("ram", "2015-05-01");
    public static readonly WireProduct Ens = new("ens", "2017-11-10");
}
