using FleetMigrator.Receiver.Images;

namespace FleetMigrator.Receiver.Tests.Images;

public sealed class PartSizeTests
{
    [Theory]
    [InlineData(1L, 16L)]
    [InlineData(160_000L << 20, 16L)]
    [InlineData((160_000L << 20) + 1, 32L)]
    [InlineData(2_000_000L << 20, 256L)]
    public void Parts_grow_so_that_a_bucket_takes_all_of_them(long objectBytes, long partMega)
        => Assert.Equal(partMega << 20, PartUpload.PartBytes(objectBytes));
}
