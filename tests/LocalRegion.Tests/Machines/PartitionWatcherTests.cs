using System.Text;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.LocalRegion.Tests.Machines;

public sealed class PartitionWatcherTests
{
    [Theory]
    [InlineData("add@/devices/virtual/block/loop3/loop3p1\0ACTION=add\0", 3)]
    [InlineData("change@/devices/virtual/block/loop12\0ACTION=change\0", 12)]
    [InlineData("add@/devices/virtual/net/eth0\0", null)]
    [InlineData("add@/devices/virtual/block/loopback\0", null)]
    public void A_message_of_the_kernel_names_its_loop_device(string message, int? loop)
        => Assert.Equal(loop, PartitionWatcher.LoopOf(Encoding.ASCII.GetBytes(message)));
}
