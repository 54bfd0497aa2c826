using System.Reflection;

namespace FleetMigrator.Architecture.Tests;

/// <summary>Who may know whom, as ARCHITECTURE.md draws it.</summary>
public sealed class ReferencesTests
{
    /// <summary>Each part and the parts that it may reference; no other arrow between our assemblies exists.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["FleetMigrator.Grains.Interfaces"] = [],
        ["FleetMigrator.Grains"] = ["FleetMigrator.Grains.Interfaces"],
        ["FleetMigrator.Dashboard"] = ["FleetMigrator.Grains.Interfaces"],
        ["FleetMigrator.Cloud.Protocol"] = [],
        ["FleetMigrator.Cloud"] = ["FleetMigrator.Cloud.Protocol", "FleetMigrator.Grains.Interfaces"],
        ["FleetMigrator.LocalRegion"] = ["FleetMigrator.Cloud.Protocol"],
        ["FleetMigrator.Transfer"] = [],
        ["fleet-agent"] = ["FleetMigrator.Transfer"],
        ["fleet-receiver"] = ["FleetMigrator.Transfer"],
        ["FleetMigrator.Silo"] =
        [
            "FleetMigrator.Grains", "FleetMigrator.Grains.Interfaces", "FleetMigrator.Cloud", "FleetMigrator.Dashboard", "FleetMigrator.Transfer",
        ],
        ["fleetctl"] = [],
    };

    public static TheoryData<string> Parts => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_part_knows_only_the_parts_that_the_design_allows(string part)
    {
        var ours = Load(part).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("FleetMigrator.", StringComparison.Ordinal) || Allowed.ContainsKey(name));
        Assert.Empty(ours.Except(Allowed[part], StringComparer.Ordinal));
    }

    [Fact]
    public void The_grains_know_neither_the_web_nor_a_database()
    {
        var foreign = Load("FleetMigrator.Grains").GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.Data", StringComparison.Ordinal)
                || name.StartsWith("Grpc", StringComparison.Ordinal)
                || name == "Google.Protobuf");
        Assert.Empty(foreign);
    }

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        string[] banned = ["Manager", "Helper", "Helpers", "Utils", "Util", "Processor"];
        var named = Allowed.Keys.SelectMany(part => Load(part).GetTypes())
            .Where(type => type.Namespace?.StartsWith("FleetMigrator", StringComparison.Ordinal) == true
                && !type.Namespace.EndsWith(".Protos", StringComparison.Ordinal)
                && !type.Name.Contains('<', StringComparison.Ordinal)
                && banned.Any(ending => type.Name.EndsWith(ending, StringComparison.Ordinal)))
            .Select(type => type.FullName);
        Assert.Empty(named);
    }

    private static Assembly Load(string part) => Assembly.Load(new AssemblyName(part));
}
