namespace FleetMigrator.LocalRegion.Hosting;

/// <summary>Something that must be done before the first request, such as unpacking.</summary>
internal interface IPreparable
{
    Task Prepare();
}
