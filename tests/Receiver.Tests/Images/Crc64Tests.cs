using FleetMigrator.Receiver.Images;

namespace FleetMigrator.Receiver.Tests.Images;

public sealed class Crc64Tests
{
    // The check value that the catalogues of CRC algorithms give for CRC-64/XZ.
    [Fact]
    public void The_known_answer_comes_out() => Assert.Equal(0x995dc9bbdf1939faUL, Crc64.Of("123456789"u8));
}
