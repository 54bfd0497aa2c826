using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.Networks;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>RunInstances: checks everything, writes down instance and disks, and leaves the rest to <see cref="InstanceLife"/>.</summary>
internal sealed partial class InstanceOrder(RegionState state, InstanceLife life, IInstanceHost host, RegionOptions options)
{
    private const int MostUserDataBytes = 32 * 1024;
    private const int DefaultSystemDiskGib = 40;
    private const int MostHostNameLetters = 60;
    private const string DefaultCategory = "cloud_essd";

    public JsonObject Run(RpcCall call, Change change)
    {
        host.RequireOffered();
        var parameters = call.Parameters;
        var place = FindPlace(call);
        var groups = Groups(call, place);
        var type = Type(call, place);
        var image = Image(parameters);
        var userData = UserData(parameters);
        var tags = TagFilter.Read(call);
        var ids = new JsonArray();
        var amount = (int)(parameters.Number("Amount") ?? 1);
        var privateAddresses = PrivateAddresses(call, place, amount);
        var mbpsOut = (int)(parameters.Number("InternetMaxBandwidthOut") ?? 0);
        var publicNumbers = PublicAddresses.Free(state, mbpsOut > 0 ? amount : 0);
        for (var at = 0; at < amount; at++)
        {
            var id = Ids.New("i");
            var instance = new Instance(
                id,
                place.Region,
                place.Zone,
                Name(call, id, at, amount),
                HostName(call, id),
                call.Given("Description") ?? "",
                image.Id,
                type.Id,
                place.VpcId,
                place.Id,
                groups,
                privateAddresses[at],
                Cidr.Parse(place.Cidr, 0, 32).Prefix,
                mbpsOut > 0 ? publicNumbers[at] : null,
                NewMacAddress(),
                (int)(parameters.Number("InternetMaxBandwidthIn") ?? Math.Max(mbpsOut, 10)),
                mbpsOut,
                call.Given("InternetChargeType") ?? "PayByTraffic",
                call.Given("InstanceChargeType") ?? "PostPaid",
                parameters.Flag("DeletionProtection"),
                call.Given("ResourceGroupId") ?? "",
                tags,
                userData,
                call.Now,
                Started: null,
                InstanceStatus.Pending);
            change.Create(state.Instances, instance);
            foreach (var disk in Disks(call, instance, image))
            {
                change.Create(state.Disks, disk);
            }

            change.Then(() => life.QueueStart(instance.Id));
            ids.Add(instance.Id);
        }

        return new JsonObject { ["InstanceIdSets"] = new JsonObject { ["InstanceIdSet"] = ids }, ["OrderId"] = "", ["TradePrice"] = 0.0 };
    }

    private VSwitch FindPlace(RpcCall call)
    {
        var id = call.Parameters.Needed("VSwitchId");
        var place = state.VSwitches.Find(id) is { } found && found.Region == call.Region
            ? found
            : throw VpcErrors.VSwitchNotFound.Because($"The vSwitch \"{id}\" does not exist.");
        if (!place.Ready)
        {
            throw VpcErrors.IncorrectVSwitchStatus.Because();
        }

        return call.Given("ZoneId") is { } zone && zone != place.Zone
            ? throw GatewayErrors.InvalidParameter.Because($"The vSwitch lies in {place.Zone}, not in {zone}.")
            : place;
    }

    private List<string> Groups(RpcCall call, VSwitch place)
    {
        var ids = call.Parameters.List("SecurityGroupIds").Concat(call.Given("SecurityGroupId") is { } one ? [one] : []).Distinct().ToList();
        if (ids.Count == 0)
        {
            throw GatewayErrors.MissingParameter.Because("The parameter \"SecurityGroupId\" is mandatory for this action.");
        }

        foreach (var id in ids)
        {
            var group = state.SecurityGroups.Find(id) ?? throw EcsErrors.SecurityGroupNotFound.Because($"The security group \"{id}\" does not exist.");
            if (group.VpcId != place.VpcId)
            {
                throw EcsErrors.InconsistentNetwork.Because();
            }
        }

        return ids;
    }

    private static InstanceType Type(RpcCall call, VSwitch place)
    {
        var id = call.Parameters.Needed("InstanceType");
        var type = InstanceType.All.FirstOrDefault(one => one.Id == id)
            ?? throw EcsErrors.InstanceTypeUnknown.Because($"The instance type \"{id}\" is not supported.");
        var zone = Geography.Zones(place.Region).ToList().IndexOf(place.Zone);
        return type.IsStocked(zone) ? type : throw EcsErrors.NoStock.Because($"{id} is sold out in {place.Zone}.");
    }

    private PublicImage Image(ParameterBag parameters)
    {
        var id = parameters.Needed("ImageId");
        if (options.PublicImages.ContainsKey(id))
        {
            return PublicImage.FromId(id);
        }

        throw state.Images.Find(id) is null
            ? EcsErrors.ImageNotFound.Because($"The image \"{id}\" does not exist.")
            : new WireError("ImageNotSupportInstanceType", 403, "The instance type does not support the image.")
                .Because("Instances of this region start from public images only: a custom image has a kernel of its own, which a namespace can't boot.");
    }

    private static string? UserData(ParameterBag parameters)
    {
        if (parameters.Text("UserData") is not { Length: > 0 } text)
        {
            return null;
        }

        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            throw GatewayErrors.InvalidParameter.Because("The parameter \"UserData\" is not Base64.");
        }

        return length <= MostUserDataBytes ? Encoding.UTF8.GetString(bytes, 0, length) : throw EcsErrors.UserDataTooLong.Because();
    }

    private List<string> PrivateAddresses(RpcCall call, VSwitch place, int amount)
    {
        var taken = state.Instances.All.Where(instance => instance.VSwitchId == place.Id).Select(instance => instance.PrivateAddress).ToHashSet(StringComparer.Ordinal);
        var usable = Cidr.Parse(place.Cidr, 0, 32).Usable();
        if (call.Given("PrivateIpAddress") is { } wanted)
        {
            if (amount > 1 || !usable.Contains(wanted, StringComparer.Ordinal))
            {
                throw GatewayErrors.InvalidParameter.Because($"The address {wanted} can't be given to {amount} instances of {place.Cidr}.");
            }

            return taken.Contains(wanted)
                ? throw new WireError("InvalidPrivateIpAddress.Duplicated", 400, "The private address is in use.").Because()
                : [wanted];
        }

        var free = usable.Where(address => !taken.Contains(address)).Take(amount).ToList();
        return free.Count == amount ? free : throw EcsErrors.PrivateAddressQuota.Because();
    }

    private IEnumerable<Disk> Disks(RpcCall call, Instance instance, PublicImage image)
    {
        var system = call.Parameters.Struct("SystemDisk");
        var size = system.Text("Size") is { Length: > 0 } text
            ? int.TryParse(text, out var given) ? given : throw GatewayErrors.InvalidParameter.Because("The value of the parameter \"SystemDisk.Size\" is not valid.")
            : DefaultSystemDiskGib;
        if (size < image.SizeGib)
        {
            throw EcsErrors.SystemDiskTooSmall.Because($"The image needs {image.SizeGib} GiB.");
        }

        yield return new Disk(
            Ids.New("d"), instance.Region, instance.Zone, system.Text("DiskName") ?? "", system.Text("Description") ?? "", System: true,
            system.Text("Category") ?? DefaultCategory, size, DiskStatus.Creating, instance.Id, "/dev/xvda", DeleteWithInstance: true,
            EverAttached: false, SnapshotId: null, image.Id, instance.ResourceGroup, instance.Tags, instance.Created, Attached: null);
        var devices = new HashSet<string>(StringComparer.Ordinal) { "/dev/xvda" };
        foreach (var item in call.Parameters.Structs("DataDisk"))
        {
            yield return DataDisk(item, instance, devices);
        }
    }

    private Disk DataDisk(ParameterBag item, Instance instance, HashSet<string> devices)
    {
        var device = item.Text("Device") is { Length: > 0 } given
            ? DeviceNames.Check(given)
            : DeviceNames.Data.First(name => !devices.Contains(name));
        if (!devices.Add(device))
        {
            throw EcsErrors.DeviceInUse.Because($"The device {device} is given twice.");
        }

        var size = (int)(item.Number("Size") ?? 0);
        if (item.Text("SnapshotId") is { Length: > 0 } snapshotId)
        {
            var snapshot = state.Snapshots.Find(snapshotId) ?? throw EcsErrors.SnapshotNotFound.Because($"The snapshot \"{snapshotId}\" does not exist.");
            if (snapshot.Status != SnapshotStatus.Accomplished)
            {
                throw EcsErrors.SnapshotNotReady.Because();
            }

            size = size == 0 ? snapshot.DiskSizeGib : size;
            if (size < snapshot.DiskSizeGib)
            {
                throw EcsErrors.DiskTooSmall.Because();
            }
        }
        else if (size == 0)
        {
            throw GatewayErrors.MissingParameter.Because("A data disk needs a Size or a SnapshotId.");
        }

        return new Disk(
            Ids.New("d"), instance.Region, instance.Zone, item.Text("DiskName") ?? "", item.Text("Description") ?? "", System: false,
            item.Text("Category") is { Length: > 0 } category ? category : DefaultCategory, size, DiskStatus.Creating, instance.Id, device,
            item.Flag("DeleteWithInstance", otherwise: true), EverAttached: false, item.Text("SnapshotId") is { Length: > 0 } from ? from : null, ImageId: null,
            instance.ResourceGroup, instance.Tags, instance.Created, Attached: null);
    }

    private static string Name(RpcCall call, string id, int at, int amount)
    {
        var name = call.Given("InstanceName") ?? id;
        return amount > 1 && call.Parameters.Flag("UniqueSuffix") ? $"{name}{at + 1:D3}" : name;
    }

    private static string HostName(RpcCall call, string id)
    {
        var name = call.Given("HostName") ?? "iZ" + id[2..] + "Z";
        return name.Length <= MostHostNameLetters && HostNameForm().IsMatch(name)
            ? name
            : throw new WireError("InvalidHostName.Malformed", 400, "The host name is malformed.").Because($"The host name \"{name}\" is malformed.");
    }

    // The cloud's own prefix; locally administered addresses would do too, but guests know this one.
    private static string NewMacAddress()
        => "00:16:3e:" + string.Join(':', RandomNumberGenerator.GetBytes(3).Select(part => part.ToString("x2")));

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostNameForm();
}
