namespace FleetMigrator.Silo.Hosting;

/// <summary>The configuration cannot be used; lists every mistake, so that one round of corrections is enough.</summary>
internal sealed class ConfigurationException(IReadOnlyList<string> mistakes) : Exception(string.Join(Environment.NewLine, mistakes))
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
