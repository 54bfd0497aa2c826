using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Tags put on things that exist.</summary>
internal sealed class TagActionSet(RegionState state) : IActionSet
{
    private const int MostTags = 20;

    public IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions => [(EcsActions.TagResources, Tag)];

    private JsonObject Tag(RpcCall call, Change change)
    {
        _ = call.Region;
        var added = TagFilter.Read(call);
        var kind = call.Parameters.Needed("ResourceType").ToLowerInvariant();
        foreach (var id in call.Parameters.List("ResourceId"))
        {
            Put(kind, id, added, change);
        }

        return [];
    }

    private void Put(string kind, string id, IReadOnlyDictionary<string, string> added, Change change)
    {
        switch (kind)
        {
            case "instance" when state.Instances.Find(id) is { } instance:
                change.Put(state.Instances, instance with { Tags = Merge(instance.Tags, added) });
                break;
            case "disk" when state.Disks.Find(id) is { } disk:
                change.Put(state.Disks, disk with { Tags = Merge(disk.Tags, added) });
                break;
            case "snapshot" when state.Snapshots.Find(id) is { } snapshot:
                change.Put(state.Snapshots, snapshot with { Tags = Merge(snapshot.Tags, added) });
                break;
            case "image" when state.Images.Find(id) is { } image:
                change.Put(state.Images, image with { Tags = Merge(image.Tags, added) });
                break;
            case "securitygroup" when state.SecurityGroups.Find(id) is { } group:
                change.Put(state.SecurityGroups, group with { Tags = Merge(group.Tags, added) });
                break;
            case "instance" or "disk" or "snapshot" or "image" or "securitygroup":
                throw EcsErrors.ResourceNotFound.Because($"The {kind} \"{id}\" does not exist.");
            default:
                throw EcsErrors.ResourceTypeNotFound.Because($"The resource type \"{kind}\" is not known.");
        }
    }

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> old, IReadOnlyDictionary<string, string> added)
    {
        var all = new Dictionary<string, string>(old, StringComparer.Ordinal);
        foreach (var (key, value) in added)
        {
            all[key] = value;
        }

        return all.Count <= MostTags ? all : throw EcsErrors.TooManyTags.Because();
    }
}
