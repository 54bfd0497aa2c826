namespace FleetMigrator.Grains.Interfaces.Setup;

/// <summary>Looks whether an account is ready for migrations: services activated, rights, grants, a bucket. Changes nothing. Key: the account.</summary>
[Alias("fleet.setup-desk")]
public interface ISetupDesk : IGrainWithStringKey
{
    /// <summary>All checks, in the order in which a migration needs what they look at.</summary>
    [Alias("check")]
    Task<IReadOnlyList<SetupCheck>> Check();
}
