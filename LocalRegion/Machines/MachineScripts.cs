namespace FleetMigrator.LocalRegion.Machines;

/// <summary>The shell scripts that start a machine, embedded so that the program needs no file beside it.</summary>
internal static class MachineScripts
{
    public static string Launch { get; } = Read("launch");

    public static string Enter { get; } = Read("enter");

    public static string Init { get; } = Read("init");

    private static string Read(string name)
    {
        var resource = $"FleetMigrator.LocalRegion.Machines.Scripts.{name}.sh";
        using var stream = typeof(MachineScripts).Assembly.GetManifestResourceStream(resource)
            ?? throw new MachineException($"{resource} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
