namespace FleetMigrator.Grains.Interfaces.Fleet.Search;

/// <summary>What a search is about.</summary>
public enum Topic
{
    /// <summary>Source servers.</summary>
    Sources,

    /// <summary>Migration jobs.</summary>
    Jobs,

    /// <summary>Activation codes.</summary>
    Codes,

    /// <summary>Access keys of the service.</summary>
    AccessKeys,

    /// <summary>Resource groups.</summary>
    Groups,
}
