using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace FleetMigrator.Silo.Storage;

/// <summary>The keys of cookies and forms, for all silos of a cluster.</summary>
internal sealed class SharedWebKeys(FleetDatabase database) : IXmlRepository
{
    private const string Prefix = "web-keys/";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.OpenReader();
        return [.. connection.Query<string>("SELECT content FROM fleet_shared WHERE name LIKE 'web-keys/%'").Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.Writer.OpenConnection();
        connection.Execute(
            "INSERT INTO fleet_shared (name, content) VALUES (@name, @content) ON CONFLICT (name) DO UPDATE SET content = excluded.content",
            new { name = Prefix + friendlyName, content = element.ToString(SaveOptions.DisableFormatting) });
    }
}
