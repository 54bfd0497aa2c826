using System.Text;
using CsCheck;
using FleetMigrator.Cloud.Protocol.Checksums;

namespace FleetMigrator.Cloud.Tests.Checksums;

public sealed class Crc64EcmaTests
{
    [Fact]
    public void The_check_value_is_the_published_one()
        => Assert.Equal(0x995DC9BBDF1939FAUL, Crc64Ecma.Of(Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void Pieces_combine_to_the_checksum_of_the_whole()
        => Gen.Select(Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 300]).Sample((first, second)
            => Crc64Ecma.Combine(Crc64Ecma.Of(first), Crc64Ecma.Of(second), second.Length) == Crc64Ecma.Of([.. first, .. second]));

    [Fact]
    public void Appending_in_steps_gives_the_same_as_at_once()
        => Gen.Select(Gen.Byte.Array[0, 100], Gen.Int[0, 100]).Sample((bytes, cut) =>
        {
            cut = Math.Min(cut, bytes.Length);
            var crc = new Crc64Ecma();
            crc.Append(bytes.AsSpan(0, cut));
            crc.Append(bytes.AsSpan(cut));
            return crc.Value == Crc64Ecma.Of(bytes);
        });
}
