namespace FleetMigrator.Grains.Interfaces.Access;

/// <summary>What an access key allows; each scope includes the ones before it.</summary>
public enum AccessScope
{
    /// <summary>Agents join with it. No use on REST.</summary>
    Enrol,

    /// <summary>Everything about servers, jobs, codes, tags and groups.</summary>
    Operate,

    /// <summary>Access keys too.</summary>
    Administer,
}
