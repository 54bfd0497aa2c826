using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Shapes.Ens;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Edge;

/// <summary>RunInstances of the edge node service: checks everything, writes the instances down, and leaves the rest to <see cref="EdgeInstanceLife"/>.</summary>
internal sealed class EdgeInstanceOrder(RegionState state, EdgeInstanceLife life, EdgeMachines machines)
{
    private const long Gib = 1L << 30;
    private const string DefaultCategory = "cloud_efficiency";
    private const int MostDiskGib = 32768;
    private const int MostDataDisks = 16;

    public JsonObject Run(RpcCall call, Change change)
    {
        machines.RequireOffered();
        RefuseWhatIsNotHere(call);
        var node = Node(call);
        var type = call.Parameters.Needed("InstanceType");
        if (EdgeInstanceType.Find(type) is null)
        {
            throw EnsErrors.InterfaceError.Because($"The instance type {type} is not known.");
        }

        var image = Image(call);
        var disks = Disks(call, image);
        var tags = TagFilter.Read(call);
        var amount = (int)(call.Parameters.Number("Amount") ?? 1);
        var ids = new JsonArray();
        for (var at = 1; at <= amount; at++)
        {
            var id = Ids.New("i");
            var suffix = amount > 1 && call.Parameters.Flag("UniqueSuffix") ? $"{at:D3}" : "";
            var instance = new EdgeInstance(
                id, (call.Given("InstanceName") ?? id) + suffix, (call.Given("HostName") ?? id) + suffix, node, image.Id, type, disks,
                call.Parameters.Flag("DeletionProtection"), tags, call.Now, EdgeInstanceStatus.Starting, Failure: null);
            change.Create(state.EdgeInstances, instance);
            change.Then(() => life.QueueStart(id));
            ids.Add(id);
        }

        return new JsonObject { ["Code"] = 0, ["InstanceIds"] = ids, ["OrderId"] = "" };
    }

    private static string Node(RpcCall call)
    {
        if (call.Parameters.Needed("ScheduleAreaLevel") is var level && !level.Equals("Region", StringComparison.OrdinalIgnoreCase))
        {
            throw EnsErrors.NoStock.Because($"Nothing is in stock at the level {level}: name a node (ScheduleAreaLevel Region and EnsRegionId).");
        }

        var node = call.Parameters.Needed("EnsRegionId");
        return EdgeRegionActionSet.Knows(node) ? node : throw EnsErrors.InterfaceError.Because($"The edge node {node} does not exist.");
    }

    private EdgeImage Image(RpcCall call)
    {
        var id = call.Parameters.Needed("ImageId");
        var image = state.EdgeImages.Find(id) ?? throw EnsErrors.ImageNotFound.Because($"The image {id} does not exist.");
        return image.Status == EdgeImageStatus.Available ? image : throw EnsErrors.InterfaceError.Because($"The image {id} is {image.Status}.");
    }

    private static List<EdgeInstanceDisk> Disks(RpcCall call, EdgeImage image)
    {
        var system = call.Parameters.Json<EnsInstanceDisk>("SystemDisk");
        var disks = image.Disks.Select((disk, at) => new EdgeInstanceDisk(at, disk.VirtualBytes, system?.Category ?? DefaultCategory)).ToList();
        if (system?.Size is { } gib)
        {
            var wanted = Size(gib);
            disks[0] = wanted >= disks[0].Bytes
                ? disks[0] with { Bytes = wanted }
                : throw EnsErrors.InterfaceError.Because($"The system disk of {gib} GiB is smaller than the image's {disks[0].Bytes} bytes.");
        }

        foreach (var disk in call.Parameters.Json<List<EnsInstanceDisk>>("DataDisk") ?? [])
        {
            disks.Add(new EdgeInstanceDisk(
                ImageDisk: null, Size(disk.Size ?? throw EnsErrors.InterfaceError.Because("A data disk needs a Size.")), disk.Category ?? DefaultCategory));
        }

        return disks.Count <= MostDataDisks + 1 ? disks : throw EnsErrors.InterfaceError.Because($"An instance has at most {MostDataDisks} data disks.");
    }

    private static long Size(int gib)
        => gib is > 0 and <= MostDiskGib ? gib * Gib : throw EnsErrors.InterfaceError.Because($"A disk can't have {gib} GiB.");

    /// <summary>What the cloud has and this region has not is refused: to take it and do nothing would be a lie.</summary>
    private static void RefuseWhatIsNotHere(RpcCall call)
    {
        if (call.Given("InstanceChargeType") is "PrePaid")
        {
            throw EnsErrors.NoStock.Because("This region sells pay-as-you-go instances only (InstanceChargeType PostPaid).");
        }

        if (!call.Parameters.Flag("PasswordInherit"))
        {
            throw EnsErrors.InterfaceError.Because("Nothing is written into the image here: set PasswordInherit, without Password and KeyPairName.");
        }

        if (call.Given("UserData") is not null)
        {
            throw EnsErrors.UserDataNotAllowed.Because();
        }

        if ((call.Given("VSwitchId") ?? call.Given("NetWorkId")) is { } network)
        {
            throw EnsErrors.VSwitchNotFound.Because($"The network \"{network}\" does not exist: edge instances of this region have no network.");
        }

        if (call.Given("SecurityId") is { } group)
        {
            throw EnsErrors.SecurityGroupNotFound.Because($"The security group \"{group}\" does not exist.");
        }

        if (call.Parameters.Number("InternetMaxBandwidthOut") > 0)
        {
            throw EnsErrors.NoStock.Because("Edge instances of this region have no network, so there are no public addresses.");
        }
    }
}
