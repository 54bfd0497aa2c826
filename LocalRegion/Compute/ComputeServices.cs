using FleetMigrator.LocalRegion.Commands;
using FleetMigrator.LocalRegion.Hosting;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>What ECS is made of.</summary>
internal static class ComputeServices
{
    public static IServiceCollection AddCompute(this IServiceCollection services) => services
        .AddSingleton<SecurityGroupRules>()
        .AddSingleton<InstanceOrder>()
        .AddSingleton<InstanceWriter>()
        .AddSingleton<InstanceMetadata>()
        .AddSingleton<ImageOrder>()
        .AddSingleton<ImageWriter>()
        .AddResumable<DiskFiles>()
        .AddResumable<SnapshotCopy>()
        .AddResumable<ImageBuild>()
        .AddResumable<ImageExport>()
        .AddResumable<InstanceLife>()
        .AddResumable<InvocationRun>()
        .AddActions<CommandActionSet>()
        .AddActions<Offers>()
        .AddActions<SecurityGroupActionSet>()
        .AddActions<InstanceActionSet>()
        .AddActions<DiskActionSet>()
        .AddActions<SnapshotActionSet>()
        .AddActions<ImageActionSet>()
        .AddActions<ExportActionSet>()
        .AddActions<TagActionSet>();
}
