using Dapper;
using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Silo.Storage;

namespace FleetMigrator.Silo.ReadModel;

/// <summary>
/// Finds at each start what the grains stored and the read model does not show: what was in the buffer at a crash, or
/// everything when the tables were emptied. Asks the grains concerned, and only those.
/// </summary>
internal sealed partial class ReadModelRepair(FleetDatabase database, IFleetProjection projection, IGrainFactory grains, ILogger<ReadModelRepair> log)
    : IStartupTask
{
    private const int AtOnce = 32;

    // The state names of the grains; a test compares them with what the grains store.
    private static readonly (string State, string Table)[] _kinds =
        [("source", FleetTables.Sources), ("job", FleetTables.Jobs), ("code", FleetTables.Codes), ("access-key", FleetTables.AccessKeys), ("group", FleetTables.Groups)];

    public async Task Execute(CancellationToken cancellationToken)
    {
        foreach (var (state, table) in _kinds)
        {
            var (missing, leftOver) = Compare(state, table);
            foreach (var id in leftOver)
            {
                projection.Removed(id);
            }

            await Parallel.ForEachAsync(
                missing,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (id, _) => await Show(state, id));
            if (missing.Count + leftOver.Count > 0)
            {
                LogRepaired(table, missing.Count, leftOver.Count);
            }
        }
    }

    private (IReadOnlyList<string> Missing, IReadOnlyList<string> LeftOver) Compare(string state, string table)
    {
        using var connection = database.OpenReader();
        var facts = new { FleetDatabase.ServiceId, state };
        var missing = connection.Query<string>(
            $"""
            SELECT stored.GrainIdExtensionString
            FROM OrleansStorage stored LEFT JOIN {table} shown ON shown.id = stored.GrainIdExtensionString
            WHERE stored.ServiceId = @ServiceId AND stored.GrainTypeString = @state AND stored.PayloadBinary IS NOT NULL
              AND (shown.id IS NULL OR stored.ModifiedOn >= shown.written)
            """,
            facts);
        var leftOver = connection.Query<string>(
            $"""
            SELECT shown.id
            FROM {table} shown LEFT JOIN OrleansStorage stored
              ON stored.ServiceId = @ServiceId AND stored.GrainTypeString = @state AND stored.GrainIdExtensionString = shown.id
            WHERE stored.PayloadBinary IS NULL
            """,
            facts);
        return ([.. missing], [.. leftOver]);
    }

    private async Task Show(string state, string id)
    {
        try
        {
            switch (state)
            {
                case "source":
                    projection.Changed(await grains.GetGrain<ISourceServer>(id).View());
                    break;
                case "job":
                    projection.Changed(await grains.GetGrain<IMigrationJob>(id).View());
                    break;
                case "access-key":
                    projection.Changed(await grains.GetGrain<IAccessKey>(id).View());
                    break;
                case "group":
                    projection.Changed(await grains.GetGrain<IResourceGroup>(id).View());
                    break;
                default:
                    projection.Changed(await grains.GetGrain<IActivationCode>(id).View());
                    break;
            }
        }
        catch (FleetException unknown)
        {
            // Stored, but not (or no longer) a thing to be shown.
            LogNotShown(id, unknown.Message);
            projection.Removed(id);
        }
    }

    [LoggerMessage(9303, LogLevel.Information, "The read model {Table} was repaired: {Missing} rows told again, {LeftOver} removed")]
    private partial void LogRepaired(string table, int missing, int leftOver);

    [LoggerMessage(9304, LogLevel.Debug, "{Id} is stored and not shown: {Reason}")]
    private partial void LogNotShown(string id, string reason);
}
