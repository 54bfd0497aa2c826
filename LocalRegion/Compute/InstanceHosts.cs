using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Chooses between real instances and none.</summary>
internal static class InstanceHosts
{
    public static async Task<IInstanceHost> Open(RegionOptions options, CancellationToken cancellation)
    {
        if (!options.Network)
        {
            return new NoInstances();
        }

        if (!Environment.IsPrivilegedProcess)
        {
            await Console.Error.WriteLineAsync("The region runs without root: everything but instances is offered.");
            return new NoInstances();
        }

        var machines = new MachineHost(DataFolders.Machines(options.Data), warning => Console.Error.WriteLine(warning));
        var internet = await machines.Networks.OpenInternet(cancellation);
        return new MachineInstances(machines, internet, options);
    }
}
