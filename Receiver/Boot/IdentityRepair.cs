namespace FleetMigrator.Receiver.Boot;

/// <summary>Takes out what belongs to one machine: ids that must be made anew, bindings to network cards, and the agent.</summary>
internal static class IdentityRepair
{
    private const string MachineId = "/etc/machine-id";
    private const string DbusId = "/var/lib/dbus/machine-id";
    private const string Rules = "/etc/udev/rules.d";
    private const string Agent = "/smc";

    private static readonly string[] _seeds = ["/var/lib/systemd/random-seed", "/var/lib/urandom/random-seed"];

    public static async Task Run(RepairScene scene, CancellationToken cancellation)
    {
        // Emptied, not deleted: an absent file means "first boot" to systemd, which would reset more than the id.
        if (new FileInfo(scene.Here(MachineId)) is { Exists: true, Length: > 0 })
        {
            await scene.Rewrite(MachineId, [], cancellation);
            scene.Feed.Note($"emptied {MachineId}: the migrated system makes its own at its first start");
        }

        if (new FileInfo(scene.Here(DbusId, followLast: false)).LinkTarget is null)
        {
            await scene.Remove(DbusId, "made anew from /etc/machine-id", cancellation);
        }

        foreach (var seed in _seeds)
        {
            await scene.Remove(seed, "two machines must not start from the same randomness", cancellation);
        }

        if (scene.Has(Rules))
        {
            foreach (var rule in Directory.EnumerateFiles(scene.Here(Rules), "*persistent-net*.rules").ToList())
            {
                await scene.Remove($"{Rules}/{Path.GetFileName(rule)}", "it binds names to the source's network cards", cancellation);
            }
        }

        await RemoveAgent(scene, cancellation);
    }

    private static async Task RemoveAgent(RepairScene scene, CancellationToken cancellation)
    {
        string[] units = ["/etc/systemd/system/fleet-agent.service", "/etc/systemd/system/multi-user.target.wants/fleet-agent.service", "/etc/init.d/fleet-agent"];
        foreach (var unit in units)
        {
            await scene.Remove(unit, "the agent belongs to the source server", cancellation);
        }

        var folder = scene.Here(Agent, followLast: false);
        if (Directory.Exists(folder))
        {
            await scene.Undo.Keep(folder, cancellation);
            Directory.Delete(folder, recursive: true);
            scene.Feed.Note($"removed {Agent}: the agent belongs to the source server");
        }
    }
}
