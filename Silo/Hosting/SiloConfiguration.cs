namespace FleetMigrator.Silo.Hosting;

/// <summary>Where settings come from; later sources win.</summary>
internal static class SiloConfiguration
{
    private const string SiteFolder = "/etc/fleetmigrator";

    /// <summary>Defaults beside the program, the site's files in order of their names, the environment (FLEET__SECTION__KEY), the command line.</summary>
    public static void AddSources(ConfigurationManager configuration, string[] arguments)
    {
        configuration.Sources.Clear();
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false);
        if (Directory.Exists(SiteFolder))
        {
            foreach (var file in Directory.GetFiles(SiteFolder, "*.json").Order(StringComparer.Ordinal))
            {
                configuration.AddJsonFile(file, optional: false, reloadOnChange: false);
            }
        }

        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine(arguments);
    }
}
