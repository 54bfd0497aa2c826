using System.Text;
using FleetMigrator.Receiver.Faults;

namespace FleetMigrator.Receiver.Boot;

/// <summary>Makes fstab refer to what is on the target disks.</summary>
internal static class FstabRepair
{
    private const string File = "/etc/fstab";

    public static async Task Run(RepairScene scene, CancellationToken cancellation)
    {
        if (!scene.Has(File))
        {
            scene.Feed.Note($"{File} is not there: nothing but the root file system is mounted at the start");
            return;
        }

        // Latin-1 keeps whatever bytes there are.
        var text = Encoding.Latin1.GetString(await System.IO.File.ReadAllBytesAsync(scene.Here(File), cancellation));
        var result = Fstab.Check(text, scene.Partitions, scene.LeftOut);
        if (result.Unresolved.Count > 0)
        {
            throw FaultCode.FstabUnresolved.With(string.Join(", ", result.Unresolved));
        }

        foreach (var warning in result.Warnings)
        {
            scene.Feed.Note("warning: " + warning);
        }

        if (result.Changes.Count == 0)
        {
            scene.Feed.Note($"checked {File}: every entry refers to a migrated file system");
            return;
        }

        await scene.Rewrite(File, Encoding.Latin1.GetBytes(result.Text), cancellation);
        foreach (var change in result.Changes)
        {
            scene.Feed.Note(change);
        }
    }
}
