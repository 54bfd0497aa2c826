using FleetMigrator.Benchmarks.Figures;
using FleetMigrator.Demo.Stage;

namespace FleetMigrator.Benchmarks.Control;

/// <summary>
/// <c>./fleet bench control</c>: silos as processes of their own, on SQLite and on PostgreSQL, one and two of them, and a fleet of agents
/// in this process. Nothing else does this work in the same way, so there is no peer; the load generator and the database share the cores
/// with the service.
/// </summary>
internal static class ControlBench
{
    public static async Task<IReadOnlyList<Figure>> Run(BenchOptions options, CancellationToken cancellation)
    {
        var servers = options.Full ? 10_000 : 1_000;
        var figures = new List<Figure>();
        await InFolder(async folder =>
        {
            await using var stage = await Stage.StartAlone(options.Built, folder, database: "", cancellation);
            figures.AddRange(await new SiloBench(stage, servers, $"{servers} servers, SQLite").Measure(cancellation));
        });
        await InFolder(async folder =>
        {
            await using var postgres = await PostgresProcess.Start(Directory.CreateDirectory(Path.Combine(folder, "postgres")).FullName, [], cancellation);
            await using (var stage = await Stage.StartAlone(options.Built, Path.Combine(folder, "alone"), await postgres.NewDatabase(cancellation), cancellation))
            {
                figures.AddRange(await new SiloBench(stage, servers, $"{servers} servers, PostgreSQL").Measure(cancellation));
            }

            foreach (var loss in Enum.GetValues<Loss>())
            {
                var database = await postgres.NewDatabase(cancellation);
                await using var first = await Stage.StartAlone(options.Built, Path.Combine(folder, $"{loss}-1"), database, cancellation);
                await using var second = await Stage.StartAlone(options.Built, Path.Combine(folder, $"{loss}-2"), database, cancellation);
                figures.AddRange(await new ClusterBench(first, second, servers).Measure(loss, cancellation));
            }
        });
        figures.AddRange(await Fleet(options, cancellation));
        return figures;
    }

    /// <summary>The large fleet alone, of which a part is being migrated.</summary>
    public static async Task<IReadOnlyList<Figure>> Fleet(BenchOptions options, CancellationToken cancellation)
    {
        IReadOnlyList<Figure> figures = [];
        await InFolder(async folder =>
        {
            var (known, jobs) = options.Full ? (100_000, 2_000) : (5_000, 200);
            await using var stage = await Stage.Start(options.Built, folder, [FleetBench.Bucket], cancellation, network: false);
            figures = await new FleetBench(stage, known, jobs).Measure(cancellation);
        });
        return figures;
    }

    private static async Task InFolder(Func<string, Task> measure)
    {
        var folder = Directory.CreateTempSubdirectory("fleet-bench-").FullName;
        try
        {
            // The database's own user looks for its files below.
            await Tool.Run("chmod", ["o+x", folder], CancellationToken.None);
            await measure(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
