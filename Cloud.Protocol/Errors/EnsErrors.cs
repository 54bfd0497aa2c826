namespace FleetMigrator.Cloud.Protocol.Errors;

/// <summary>Errors of the edge node service, which are mostly opaque.</summary>
public static class EnsErrors
{
    public static readonly WireError InterfaceError = new("ens.interface.error", 400, "The edge node service could not do it.");
    public static readonly WireError ImageNotFound = new("ens.interface.error", 400, "The image does not exist.");
    public static readonly WireError InstanceNotFound = new("ens.interface.error", 400, "The instance does not exist.");
    public static readonly WireError VSwitchNotFound = new("InvalidVSwitchId.NotFound", 404, "The vSwitch does not exist.");
    public static readonly WireError SecurityGroupNotFound = new("InvalidSecurityGroupId.NotFound", 404, "The security group does not exist.");
    public static readonly WireError UserDataNotAllowed = new("InvalidUserData.NotInWhiteList", 400, "The account may not give user data.");

    /// <summary>ENS publishes no code of its own for this, so it is the one of ECS.</summary>
    public static readonly WireError NoStock = new("OperationDenied.NoStock", 403, "The requested resource is sold out at the edge node.");
}
