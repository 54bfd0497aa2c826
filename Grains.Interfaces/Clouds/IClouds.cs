namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>The configured cloud accounts.</summary>
public interface IClouds
{
    /// <summary>The account's cloud; FM-4013 when it is not configured.</summary>
    /// <param name="account">Account id; <c>default</c> until there are more.</param>
    ICloud For(string account);
}
