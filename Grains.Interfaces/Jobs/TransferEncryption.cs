namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>Whether data is encrypted on its way ("SSL transmission").</summary>
public enum TransferEncryption
{
    /// <summary>The service decides: encrypted.</summary>
    Auto,

    /// <summary>Encrypted.</summary>
    On,

    /// <summary>Not encrypted; refused, because nothing leaves a server unencrypted.</summary>
    Off,
}
