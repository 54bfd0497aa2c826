namespace FleetMigrator.Cloud.Protocol.Errors;

/// <summary>Errors of RAM.</summary>
public static class RamErrors
{
    public static readonly WireError RoleNotFound = new("EntityNotExist.Role", 404, "The role does not exist.");
}
