using System.Data.Common;
using Dapper;
using FleetMigrator.Silo.Certificates;
using FleetMigrator.Silo.Storage;

namespace FleetMigrator.Silo.Health;

/// <summary>Whether the silo can do its work: started, store readable, authority valid. The cloud is no part of it.</summary>
internal sealed class Readiness(FleetDatabase database, CertificateAuthority authority, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    /// <summary>What stands in the way, or nothing.</summary>
    public IReadOnlyList<string> Obstacles()
    {
        var obstacles = new List<string>();
        if (!lifetime.ApplicationStarted.IsCancellationRequested)
        {
            obstacles.Add("the service is starting");
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            obstacles.Add("the service is stopping");
        }

        if (authority.Issuing.NotAfter.ToUniversalTime() < clock.GetUtcNow().UtcDateTime)
        {
            obstacles.Add("the certificate authority has expired");
        }

        try
        {
            using var connection = database.OpenReader();
            connection.ExecuteScalar<int>("SELECT count(*) FROM OrleansQuery");
        }
        catch (DbException failure)
        {
            obstacles.Add($"the store cannot be read: {failure.Message}");
        }

        return obstacles;
    }
}
