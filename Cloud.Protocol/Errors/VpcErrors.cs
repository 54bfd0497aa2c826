namespace FleetMigrator.Cloud.Protocol.Errors;

/// <summary>Errors of VPC.</summary>
public static class VpcErrors
{
    public static readonly WireError VpcNotFound = new("InvalidVpcId.NotFound", 404, "The VPC does not exist.");
    public static readonly WireError VSwitchNotFound = new("InvalidVSwitchId.NotFound", 404, "The vSwitch does not exist.");
    public static readonly WireError IncorrectVpcStatus = new("IncorrectVpcStatus", 400, "The VPC's state does not allow this.");
    public static readonly WireError IncorrectVSwitchStatus = new("IncorrectVSwitchStatus", 400, "The vSwitch's state does not allow this.");
    public static readonly WireError CidrMalformed = new("InvalidCidrBlock.Malformed", 400, "The range is malformed.");
    public static readonly WireError CidrOverlapped = new("InvalidCidrBlock.Overlapped", 400, "The range overlaps another vSwitch of the VPC.");
    public static readonly WireError ZoneNotFound = new("InvalidZoneId.NotFound", 404, "The zone does not exist.");
    public static readonly WireError VpcHasVSwitch = new("DependencyViolation.VSwitch", 400, "The VPC still has a vSwitch.");
    public static readonly WireError VpcHasSecurityGroup = new("DependencyViolation.SecurityGroup", 400, "The VPC still has a security group.");
    public static readonly WireError VSwitchInUse = new("DependencyViolation", 400, "Something still uses the vSwitch.");
    public static readonly WireError VpcQuota = new("QuotaExceeded.Vpc", 400, "The quota of VPCs is used up.");
    public static readonly WireError TaskConflict = new("TaskConflict", 409, "Another operation on the VPC is running.");
}
