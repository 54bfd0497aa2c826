using CsCheck;
using FleetMigrator.Transfer.Frames;
using FleetMigrator.Transfer.Linux;
using FleetMigrator.Transfer.Receiving;
using FleetMigrator.Transfer.Tests.Engine;

namespace FleetMigrator.Transfer.Tests.Receiving;

public sealed class HostileRecordsTests
{
    private static readonly string[] Paths = ["a", "../a", "b/c", "/x", "", "d/../../e"];

    [Fact]
    public void Whatever_a_record_holds_the_applier_refuses_it_or_stays_below_the_root()
    {
        using var bench = new TransferBench();
        Directory.CreateDirectory(bench.State);
        using var volume = new ReceivingVolume(new TargetVolume(1, bench.Target), TransferBench.Job, bench.State);
        using var durability = new Durability(new Dictionary<int, ReceivingVolume> { [1] = volume }, TimeSpan.FromHours(1), long.MaxValue, () => { }, _ => { });
        using var applier = new RecordApplier(new TargetTree(volume, durability), durability, new MetadataApplier(new WarningList()));
        Gen.Select(Gen.Byte[0, 9], Gen.Int[0, 5].Select(i => Paths[i]), Gen.Byte.Array[0, 300]).Sample((kind, path, rest) =>
        {
            var record = new ByteWriter(512).Byte(kind).Byte(0).UInt16((ushort)path.Length).UInt128(1).Bytes(System.Text.Encoding.ASCII.GetBytes(path)).Bytes(rest);
            var failure = Record.Exception(() => { applier.Apply(record.Written, out _, out _); });
            Assert.True(failure is null or ProtocolException or LinuxException, $"{failure}");
        }, iter: 2000, threads: 1);
        Assert.Equal(["source", "state", "target"], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(bench.Target)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
