namespace FleetMigrator.LocalRegion.Machines;

/// <summary>Unpacks a root that <c>deploy/images</c> made.</summary>
public static class RootArchive
{
    /// <summary>
    /// Unpacks into a folder, unless it is there already. The folder appears under its name only when whole, so a kill on
    /// the way leaves nothing that looks finished.
    /// </summary>
    public static async Task Unpack(string tarFile, string folder, CancellationToken cancellation = default)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var draft = folder.TrimEnd('/') + ".part";
        if (Directory.Exists(draft))
        {
            await HostCommand.Run("rm", ["--recursive", "--force", "--one-file-system", draft], input: null, cancellation);
        }

        Directory.CreateDirectory(draft);
        await HostCommand.Run(
            "tar",
            ["--extract", "--file", tarFile, "--directory", draft, "--numeric-owner", "--same-owner", "--preserve-permissions", "--xattrs", "--xattrs-include=*"],
            input: null,
            cancellation);
        Directory.Move(draft, folder);
    }
}
