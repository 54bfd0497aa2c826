using Dapper;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Silo.Access;
using FleetMigrator.Silo.Certificates;
using FleetMigrator.Silo.Hosting;

namespace FleetMigrator.Silo.Storage;

/// <summary>
/// What all silos of a cluster must have alike lies in their database: the authority that agents trust and the start token. The first silo
/// makes it, the others copy it into their folders. Who can read the database can thus speak for the service, so it needs the same protection.
/// </summary>
internal sealed class SharedSecrets(FleetDatabase database)
{
    /// <summary>Brings this silo's folder and the database together.</summary>
    /// <exception cref="FleetException">FM-9007.</exception>
    public async Task Exchange(DataFolder folder, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.Writer.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await database.Dialect.Lock(connection, transaction, alone: true, cancellation);
        foreach (var name in Names(folder))
        {
            var path = Path.Combine(folder.Path, name);
            var shared = await connection.ExecuteScalarAsync<string?>("SELECT content FROM fleet_shared WHERE name = @name", new { name }, transaction);
            if (shared is null)
            {
                Make(folder, clock);
                await connection.ExecuteAsync(
                    "INSERT INTO fleet_shared (name, content) VALUES (@name, @content)",
                    new { name, content = await File.ReadAllTextAsync(path, cancellation) },
                    transaction);
            }
            else if (!File.Exists(path))
            {
                PrivateFile.Folder(Path.GetDirectoryName(path)!);
                PrivateFile.Write(path, shared);
            }
            else if (await File.ReadAllTextAsync(path, cancellation) != shared)
            {
                throw ServiceErrors.ForeignFolder.With($"{path} is not what the other silos of this database have");
            }
        }

        await transaction.CommitAsync(cancellation);
    }

    private static string[] Names(DataFolder folder)
        => [.. CertificateAuthority.Files.Select(file => Path.Combine(Path.GetFileName(folder.Certificates), file)), Path.GetFileName(folder.StartToken)];

    private static void Make(DataFolder folder, TimeProvider clock)
    {
        new CertificateAuthority(folder.Certificates, clock).Dispose();
        StartToken.LoadOrMake(folder.StartToken);
    }
}
