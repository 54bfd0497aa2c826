using FleetMigrator.Cloud.Protocol.Actions;

namespace FleetMigrator.LocalRegion.Tests.Networks;

public sealed class NetworkTests
{
    [Fact]
    public async Task A_vswitch_lies_inside_its_vpc_and_overlaps_no_other()
    {
        await using var lab = await RegionLab.Open();
        var vpc = await NewVpc(lab);
        (await NewVSwitch(lab, vpc, "10.1.0.0/24")).Refused(400, "InvalidCidrBlock.Malformed");
        (await NewVSwitch(lab, vpc, "10.0.1.0/24")).Good();
        (await NewVSwitch(lab, vpc, "10.0.1.128/25")).Refused(400, "InvalidCidrBlock.Overlapped");
        (await lab.Caller.Rpc(WireProduct.Vpc, "CreateVSwitch", ("VpcId", vpc), ("ZoneId", "cn-hangzhou-h"), ("CidrBlock", "10.0.2.0/24"))).Refused(404, "InvalidZoneId.NotFound");
    }

    [Fact]
    public async Task A_vpc_can_be_deleted_only_when_nothing_is_in_it()
    {
        await using var lab = await RegionLab.Open();
        var vpc = await NewVpc(lab);
        var vSwitch = (await NewVSwitch(lab, vpc, "10.0.1.0/24")).Good()["VSwitchId"];
        await Delete(lab, "DeleteVpc", vpc, "DependencyViolation.VSwitch");
        (await lab.Caller.Rpc(WireProduct.Vpc, "DeleteVSwitch", ("VSwitchId", vSwitch))).Good();
        var group = (await lab.Caller.Rpc(WireProduct.Ecs, "CreateSecurityGroup", ("RegionId", RegionLab.Region), ("VpcId", vpc))).Good()["SecurityGroupId"];
        await Delete(lab, "DeleteVpc", vpc, "DependencyViolation.SecurityGroup");
        (await lab.Caller.Rpc(WireProduct.Ecs, "DeleteSecurityGroup", ("RegionId", RegionLab.Region), ("SecurityGroupId", group))).Good();
        (await lab.Caller.Rpc(WireProduct.Vpc, "DeleteVpc", ("VpcId", vpc))).Good();
        (await lab.Caller.Rpc(WireProduct.Vpc, "DeleteVpc", ("VpcId", vpc))).Refused(404, "InvalidVpcId.NotFound");
    }

    [Fact]
    public async Task Lists_are_filtered_by_tags_and_paged()
    {
        await using var lab = await RegionLab.Open();
        for (var at = 0; at < 3; at++)
        {
            (await lab.Caller.Rpc(
                WireProduct.Vpc, "CreateVpc", ("RegionId", RegionLab.Region), ("CidrBlock", "10.0.0.0/16"), ("Tag.1.Key", "job"), ("Tag.1.Value", at == 2 ? "b" : "a"))).Good();
        }

        var tagged = (await lab.Caller.Rpc(WireProduct.Vpc, "DescribeVpcs", ("RegionId", RegionLab.Region), ("Tag.1.Key", "job"), ("Tag.1.Value", "a"))).Good();
        Assert.Equal("2", tagged["TotalCount"]);
        var page = (await lab.Caller.Rpc(WireProduct.Vpc, "DescribeVpcs", ("RegionId", RegionLab.Region), ("PageSize", "2"), ("PageNumber", "2"))).Good();
        Assert.Single(page.Body["Vpcs"]!["Vpc"]!.AsArray());
    }

    private static async Task<string> NewVpc(RegionLab lab)
    {
        var vpc = (await lab.Caller.Rpc(WireProduct.Vpc, "CreateVpc", ("RegionId", RegionLab.Region), ("CidrBlock", "10.0.0.0/16"))).Good()["VpcId"];
        await lab.Work.Idle();
        var listed = (await lab.Caller.Rpc(WireProduct.Vpc, "DescribeVpcs", ("RegionId", RegionLab.Region), ("VpcId", vpc))).Good();
        Assert.Equal("Available", listed.Body["Vpcs"]!["Vpc"]![0]!["Status"]!.ToString());
        return vpc;
    }

    private static Task<RpcReply> NewVSwitch(RegionLab lab, string vpc, string cidr)
        => lab.Caller.Rpc(WireProduct.Vpc, "CreateVSwitch", ("RegionId", RegionLab.Region), ("VpcId", vpc), ("ZoneId", "cn-beijing-h"), ("CidrBlock", cidr));

    private static async Task Delete(RegionLab lab, string action, string vpc, string code)
        => (await lab.Caller.Rpc(WireProduct.Vpc, action, ("VpcId", vpc))).Refused(400, code);
}
