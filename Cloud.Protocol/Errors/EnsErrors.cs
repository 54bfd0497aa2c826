namespace FleetMigrator.Cloud.Protocol.Errors;

/// <summary>Errors of the edge node service, which are mostly opaque.</summary>
public static class EnsErrors
{
    public static readonly WireError InterfaceError = new("ens.interface.error", 400, "The edge node service could not do it.");
    public static readonly WireError ImageNotFound = new("ens.interface.error", 400, "The image does not exist.");
}
