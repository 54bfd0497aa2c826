namespace FleetMigrator.Demo.Sources;

/// <summary>The embedded shell scripts that fill a source server's disks.</summary>
internal static class SourceScripts
{
    public static string MakeDisks { get; } = Read("make-disks");

    public static string HardFiles { get; } = Read("hard-files");

    private static string Read(string name)
    {
        var resource = $"FleetMigrator.Demo.Sources.Scripts.{name}.sh";
        using var stream = typeof(SourceScripts).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
