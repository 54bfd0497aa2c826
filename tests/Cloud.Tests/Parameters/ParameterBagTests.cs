using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Parameters;

namespace FleetMigrator.Cloud.Tests.Parameters;

public sealed class ParameterBagTests
{
    [Fact]
    public void What_the_client_writes_the_server_reads()
    {
        var pairs = new ParameterWriter(EcsActions.RunInstances)
            .Set("RegionId", "cn-beijing")
            .Set("Amount", 1)
            .SetStruct("SystemDisk", ("Size", "40"), ("Category", null))
            .SetStructs("DataDisk", [[("Size", "20"), ("DeleteWithInstance", "True")], [("Size", "30")]])
            .SetTags(new Dictionary<string, string> { ["fleet-job"] = "j-1", ["empty"] = "" })
            .Set("ClientToken", "t")
            .Pairs;

        var bag = ParameterBag.Read(EcsActions.RunInstances, [.. pairs, new("Action", "RunInstances"), new("SignatureNonce", "n")], strict: true);

        Assert.Equal("cn-beijing", bag.Needed("RegionId"));
        Assert.Equal(1, bag.Number("Amount"));
        Assert.Equal("40", bag.Struct("SystemDisk").Text("Size"));
        Assert.False(bag.Struct("SystemDisk").Has("Category"));
        Assert.Equal([20L, 30L], bag.Structs("DataDisk").Select(disk => disk.Number("Size") ?? 0));
        Assert.True(bag.Structs("DataDisk")[0].Flag("DeleteWithInstance"));
        Assert.Equal("j-1", bag.Tags()["fleet-job"]);
        Assert.Equal("", bag.Tags()["empty"]);
    }

    [Theory]
    [InlineData("MissingParameter", "ImageId=m-1")]
    [InlineData("UnsupportedParameter", "RegionId=r&ImageID=m-1")]
    [InlineData("UnsupportedParameter", "RegionId=r&DataDisk.1.Sice=20")]
    [InlineData("InvalidParameter", "RegionId=r&Amount=101")]
    [InlineData("InvalidParameter", "RegionId=r&Amount=many")]
    [InlineData("InvalidParameter", "RegionId=r&DryRun=yes")]
    [InlineData("InvalidParameter", "RegionId=r&InstanceChargeType=Free")]
    [InlineData("InvalidParameter", "RegionId=r&DataDisk=20")]
    public void The_table_judges_a_call(string code, string query)
    {
        var pairs = Protocol.Signatures.Query.Parse(query, plusIsSpace: true);
        Assert.Equal(code, Assert.Throws<WireException>(() => ParameterBag.Read(EcsActions.RunInstances, pairs, strict: true)).Error.Code);
    }

    [Fact]
    public void A_lenient_reader_ignores_what_it_does_not_know()
        => Assert.Equal("r", ParameterBag.Read(EcsActions.DescribeZones, [new("RegionId", "r"), new("New", "1")], strict: false).Text("RegionId"));

    [Fact]
    public void An_empty_id_filter_is_not_an_absent_one()
    {
        Assert.Null(ParameterBag.Read(EcsActions.DescribeDisks, [new("RegionId", "r")], strict: true).JsonIds("DiskIds"));
        Assert.Empty(ParameterBag.Read(EcsActions.DescribeDisks, [new("RegionId", "r"), new("DiskIds", "[]")], strict: true).JsonIds("DiskIds")!);
    }

    [Fact]
    public void Unknown_actions_and_versions_are_refused_as_the_gateway_does()
    {
        Assert.Equal("InvalidAction.NotFound", Assert.Throws<WireException>(() => ActionTable.Get("2014-05-26", "Nonsense")).Error.Code);
        Assert.Equal("InvalidVersion", Assert.Throws<WireException>(() => ActionTable.Get("1999-01-01", "RunInstances")).Error.Code);
    }
}
