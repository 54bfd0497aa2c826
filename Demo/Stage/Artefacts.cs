namespace FleetMigrator.Demo.Stage;

/// <summary>What <c>./fleet</c> built: programs, the two static executables, the receiver bundle, the Debian roots.</summary>
/// <param name="Folder">Folder of the programs.</param>
/// <param name="Cache">Folder of what is kept between runs.</param>
public sealed record Artefacts(string Folder, string Cache)
{
    public string Silo => Existing("Silo/FleetMigrator.Silo");

    public string Region => Existing("LocalRegion/FleetMigrator.LocalRegion");

    public string Agent => Existing("fleet-agent");

    public string ReceiverBundle => Existing("receiver.tar.gz");

    /// <summary>Tar file of a Debian root, by its name.</summary>
    public string Root(string name)
    {
        var line = File.ReadLines(Existing("roots")).FirstOrDefault(line => line.StartsWith($"{name} ", StringComparison.Ordinal))
            ?? throw new DemoException($"the Debian root '{name}' was not made", "Run: sudo ./fleet demo");
        return line[(name.Length + 1)..].Trim();
    }

    private string Existing(string name)
    {
        var path = Path.Combine(Folder, name);
        return File.Exists(path) ? path : throw new DemoException($"{path} is missing", "Run: sudo ./fleet demo, which builds it.");
    }
}
