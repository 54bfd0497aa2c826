using FleetMigrator.Receiver.Boot;

namespace FleetMigrator.Receiver.Tests.Boot;

public sealed class FstabTests
{
    private static readonly KnownPartition[] _partitions =
    [
        new(0, 2, "ext4", "1111-root", "root", "aaaa-2", "", "/", "/dev/vdb2"),
        new(0, 5, "swap", "2222-swap", "", "aaaa-5", "", "", "/dev/vdb5"),
        new(1, 1, "xfs", "3333-data", "data", "bbbb-1", "data part", "/srv/my data", "/dev/vdc1"),
    ];

    [Theory]
    [InlineData("UUID=1111-ROOT / ext4 defaults 0 1")]
    [InlineData("UUID=\"1111-root\" / ext4 defaults 0 1")]
    [InlineData("LABEL=data /srv/my\\040data xfs defaults 0 2")]
    [InlineData("PARTUUID=AAAA-5 none swap sw 0 0")]
    [InlineData("/dev/disk/by-uuid/3333-data /x xfs defaults 0 0")]
    [InlineData("proc /proc proc defaults 0 0")]
    [InlineData("tmpfs /tmp tmpfs defaults 0 0")]
    [InlineData("/swapfile none swap sw 0 0")]
    [InlineData("/srv/a /srv/b none bind 0 0")]
    [InlineData("server:/export /mnt nfs defaults 0 0")]
    [InlineData("# /dev/sda9 /gone ext4 defaults 0 2")]
    [InlineData("")]
    public void What_is_valid_elsewhere_too_stays_as_it_is(string line)
    {
        var result = Fstab.Check(line, _partitions, []);

        Assert.Equal(line, result.Text);
        Assert.Empty(result.Changes);
        Assert.Empty(result.Unresolved);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("/dev/sda2\t/  ext4 errors=remount-ro 0 1", "UUID=1111-root\t/  ext4 errors=remount-ro 0 1")]
    [InlineData("/dev/sda5 none swap sw 0 0", "UUID=2222-swap none swap sw 0 0")]
    [InlineData("/dev/nvme0n1p5 none swap sw 0 0", "UUID=2222-swap none swap sw 0 0")]
    [InlineData("/dev/sdb1 /srv/my\\040data xfs defaults 0 2", "UUID=3333-data /srv/my\\040data xfs defaults 0 2")]
    [InlineData("/dev/disk/by-id/ata-X-part2 / ext4 defaults 0 1", "UUID=1111-root / ext4 defaults 0 1")]
    public void A_path_of_the_sources_hardware_becomes_the_id_of_its_file_system(string line, string expected)
    {
        var result = Fstab.Check("# first\n" + line + "\n", _partitions, []);

        Assert.Equal("# first\n" + expected + "\n", result.Text);
        Assert.Single(result.Changes);
    }

    [Theory]
    [InlineData("UUID=gone /gone ext4 defaults 0 2")]
    [InlineData("/dev/sdc1 /gone ext4 defaults 0 2")]
    [InlineData("/dev/mapper/vg-gone /gone ext4 defaults 0 2")]
    public void What_refers_to_nothing_migrated_is_named(string line)
    {
        Assert.Single(Fstab.Check(line, _partitions, []).Unresolved);

        var optional = Fstab.Check(line.Replace("defaults", "defaults,nofail", StringComparison.Ordinal), _partitions, []);
        Assert.Empty(optional.Unresolved);
        Assert.Single(optional.Warnings);
    }

    [Fact]
    public void A_drive_for_discs_hinders_nobody() => Assert.Empty(Fstab.Check("/dev/sr0 /media/cdrom0 udf,iso9660 user 0 0", _partitions, []).Unresolved);

    [Theory]
    [InlineData("UUID=4444-gone /srv/left ext4 defaults 0 2")]
    [InlineData("LABEL=data /srv/left xfs defaults,nofail 0 2")]
    public void What_the_plan_leaves_out_becomes_a_comment_so_that_the_system_starts_without_it(string line)
    {
        var result = Fstab.Check($"UUID=1111-root / ext4 defaults 0 1\n{line}\n", _partitions, ["/srv/left"]);
        Assert.Equal($"UUID=1111-root / ext4 defaults 0 1\n# left out by the plan of the migration: {line}\n", result.Text);
        Assert.Empty(result.Unresolved);
        Assert.Contains("/srv/left", Assert.Single(result.Changes), StringComparison.Ordinal);
        Assert.Empty(Fstab.Check(result.Text, _partitions, ["/srv/left"]).Changes);
    }
}
