using Bunit;
using FleetMigrator.Dashboard.Jobs;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using MudBlazor;

namespace FleetMigrator.Dashboard.Tests;

public sealed class DiskEditorTests : DashboardContext
{
    private const long Gib = 1L << 30;

    private static readonly SourceView Server = Samples.Source() with
    {
        Inventory = Samples.Source().Inventory with
        {
            Disks =
            [
                new Disk("vda", 40 * Gib, 512, "gpt", "a", true, [Part(1, 20 * Gib, "/"), Part(2, 10 * Gib, "/srv"), Part(3, 4 * Gib, "/opt")]),
                new Disk("vdb", 10 * Gib, 512, "gpt", "b", false, [Part(1, 9 * Gib, "/data")]),
            ],
        },
    };

    private IReadOnlyList<DiskEdit> _edits = [];

    [Fact]
    public async Task A_mount_target_goes_to_another_disk_and_boot_and_system_stay()
    {
        var editor = await Open();
        Assert.DoesNotContain(editor.FindAll("button"), button => button.GetAttribute("aria-label") is "Move / up" or "Move / down");
        await Click(editor, "To vda");
        Assert.Equal([(0, "/,/srv,/opt,/data"), (1, "")], Mounts());
        Assert.Contains("Nothing of this disk is migrated", editor.Find("[data-disk='1']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_order_of_mount_targets_is_changed_behind_those_that_stay()
    {
        var editor = await Open();
        Assert.True(Named(editor, "Move /srv up").HasAttribute("disabled"));
        await editor.InvokeAsync(() => Named(editor, "Move /opt up").ClickAsync(new()));
        Assert.Equal([(0, "/,/opt,/srv")], Mounts());
    }

    [Fact]
    public async Task Size_method_and_what_is_left_out_are_asked_for_and_nothing_else()
    {
        var editor = await Open();
        await editor.InvokeAsync(() => editor.FindComponents<MudNumericField<double>>().Single(field => field.Instance.Label == "Size of /data (GiB)").Instance.ValueChanged.InvokeAsync(8.5));
        await editor.InvokeAsync(() => editor.FindComponents<MudSelect<ReplicationMethod>>().Single(field => field.Instance.Label == "Copy /data by").Instance.ValueChanged.InvokeAsync(ReplicationMethod.File));
        var edit = Assert.Single(_edits);
        Assert.Equal((1, null, false), (edit.Index, edit.SizeGib, edit.Lvm));
        Assert.Equal(new MountEdit("/data") { Method = ReplicationMethod.File, SizeBytes = (long)(8.5 * Gib) }, Assert.Single(edit.Mounts!));
        await editor.InvokeAsync(() => editor.FindComponents<MudCheckBox<bool>>().Single(box => box.Instance.UserAttributes.GetValueOrDefault("aria-label") as string == "Migrate /data").Instance.ValueChanged.InvokeAsync(false));
        Assert.False(Assert.Single(_edits).Mounts![0].Migrate);
        await editor.InvokeAsync(() => editor.FindComponent<MudSwitch<bool>>().Instance.ValueChanged.InvokeAsync(false));
        Assert.Empty(_edits);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Block_and_lvm_are_offered_for_an_agent_that_can_do_them(bool can)
    {
        var editor = await Open(can ? ["layout-edit", "block-replication", "lvm-layout"] : ["layout-edit"]);
        Assert.Equal(can, editor.FindComponents<MudCheckBox<bool>>().Any(box => box.Instance.Label == "LVM"));
        Assert.Equal(can, editor.FindComponents<MudSelectItem<ReplicationMethod>>().Any(item => item.Instance.Value == ReplicationMethod.Block));
    }

    private async Task<IRenderedComponent<DiskEditor>> Open(params string[] capabilities)
    {
        var editor = Render<DiskEditor>(parameters => parameters.Add(each => each.Source, Server with { Capabilities = capabilities }).Add(each => each.EditsChanged, edits => _edits = edits));
        await editor.InvokeAsync(() => editor.FindComponent<MudSwitch<bool>>().Instance.ValueChanged.InvokeAsync(true));
        return editor;
    }

    private IEnumerable<(int, string)> Mounts() => _edits.Select(edit => (edit.Index, string.Join(',', edit.Mounts!.Select(mount => mount.MountPoint))));

    private static AngleSharp.Dom.IElement Named(IRenderedComponent<DiskEditor> editor, string name)
        => editor.FindAll("button").Single(button => button.GetAttribute("aria-label") == name);

    private static Partition Part(int number, long bytes, string mount) => new(number, 0, bytes, "0fc6", $"p{number}", "", 0, new FileSystem("ext4", $"u{number}", "", 4096, bytes, Gib, [], mount));
}
