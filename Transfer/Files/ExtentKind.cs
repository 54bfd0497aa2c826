namespace FleetMigrator.Transfer.Files;

/// <summary>A stretch of a file. What no extent covers is a hole.</summary>
internal enum ExtentKind : byte
{
    Data = 0,

    /// <summary>Allocated on the source and all zeros: allocated on the target too, but not sent.</summary>
    Zero = 1,
}
