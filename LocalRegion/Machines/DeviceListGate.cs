namespace FleetMigrator.LocalRegion.Machines;

/// <summary>The devices controller of cgroup version 1: lists written as text.</summary>
internal sealed class DeviceListGate(string hierarchy) : DeviceGate(hierarchy)
{
    public override void Create(string group)
    {
        Directory.CreateDirectory(Folder(group));
        Tell(group, "deny", "a");
        Tell(group, "allow", "c *:* m");
        Tell(group, "allow", "b *:* m");
        foreach (var (major, minor) in CharacterDevices)
        {
            Tell(group, "allow", minor < 0 ? $"c {major}:* rw" : $"c {major}:{minor} rw");
        }
    }

    public override void Permit(string group, IReadOnlyCollection<DeviceNumber> disks)
    {
        var before = File.ReadLines(Path.Combine(Folder(group), "devices.list"))
            .Select(line => line.Split(' '))
            .Where(words => words[0] == "b" && words[1] != "*:*")
            .Select(words => DeviceNumber.Parse(words[1]))
            .ToHashSet();
        foreach (var gone in before.Except(disks))
        {
            Tell(group, "deny", $"b {gone} rw");
        }

        foreach (var added in disks.Except(before))
        {
            Tell(group, "allow", $"b {added} rw");
        }
    }

    private void Tell(string group, string list, string rule)
        => File.WriteAllText(Path.Combine(Folder(group), "devices." + list), rule);
}
