using FleetMigrator.LocalRegion.Compute;
using FleetMigrator.LocalRegion.Edge;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Hosting;

/// <summary>Everything that exists, so that a caller can prove that it left nothing.</summary>
internal sealed class Leftovers(RegionState state, IInstanceHost host, EdgeMachines edge)
{
    public async Task<object> List()
    {
        var machines = (await host.Existing()).Concat(edge.Existing()).ToList();
        return state.Read(() => new
        {
            instances = state.Instances.All.Select(item => new { id = item.Id, name = item.Name, status = item.Status.ToString(), tags = item.Tags }).ToList(),
            disks = state.Disks.All.Select(item => new { id = item.Id, name = item.Name, status = item.Status.ToString(), tags = item.Tags }).ToList(),
            snapshots = state.Snapshots.All.Select(item => new { id = item.Id, name = item.Name, status = item.Status.ToString(), tags = item.Tags }).ToList(),
            images = state.Images.All.Select(item => new { id = item.Id, name = item.Name, status = item.Status.ToString(), tags = item.Tags }).ToList(),
            exports = state.Exports.All
                .Where(item => item.Status is ExportTaskStatus.Waiting or ExportTaskStatus.Processing)
                .Select(item => new { id = item.Id, name = item.ImageId, status = item.Status.ToString() }).ToList(),
            edgeImages = state.EdgeImages.All.Select(item => new { id = item.Id, name = item.Name, status = item.Status.ToString() }).ToList(),
            edgeInstances = state.EdgeInstances.All.Select(item => new { id = item.Id, name = item.Name, status = item.Status.ToString(), tags = item.Tags }).ToList(),
            buckets = state.Buckets.All.Select(item => new { id = item.Id, region = item.Region }).ToList(),
            objects = state.Objects.All.Select(item => new { id = $"{item.Bucket}/{item.Key}", bytes = item.Size }).ToList(),
            uploads = state.Uploads.All.Select(item => new { id = item.Id, name = $"{item.Bucket}/{item.Key}" }).ToList(),
            securityGroups = state.SecurityGroups.All.Select(item => new { id = item.Id, name = item.Name, tags = item.Tags }).ToList(),
            vpcs = state.Vpcs.All.Select(item => new { id = item.Id, name = item.Name, tags = item.Tags }).ToList(),
            vSwitches = state.VSwitches.All.Select(item => new { id = item.Id, name = item.Name, tags = item.Tags }).ToList(),
            machines = machines.Select(item => new { kind = item.Kind.ToString(), name = item.Name }).ToList(),
        });
    }
}
