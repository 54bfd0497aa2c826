using CsCheck;
using FleetMigrator.Transfer.Compression;
using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Tests.Frames;

public sealed class FrameTests
{
    private static readonly FrameType[] Types = [FrameType.Batch, FrameType.Data, FrameType.RangeEnd, FrameType.Have, FrameType.Fault];

    private static readonly Gen<(FrameType Type, byte[] Payload)> AnyFrame = Gen.Select(
        Gen.Int[0, 4].Select(i => Types[i]),
        Gen.OneOf(Gen.Byte.Array[0, 3000], Gen.Select(Gen.Byte, Gen.Int[0, 200_000], (value, length) => Enumerable.Repeat(value, length).ToArray())));

    [Fact]
    public void What_is_written_is_read_again_at_every_level()
        => Gen.Select(AnyFrame.Array[1, 8], Gen.Int[0, 10]).Sample((frames, level) =>
        {
            using var stream = new MemoryStream(Write(level, frames));
            using var reader = new FrameReader(stream);
            foreach (var (type, payload) in frames)
            {
                Assert.True(reader.Read().SequenceEqual(payload));
                Assert.Equal(type, reader.Type);
            }

            Assert.Throws<EndOfStreamException>(() => { reader.Read(); });
        }, iter: 200);

    [Fact]
    public void A_stream_that_is_cut_or_has_one_wrong_bit_never_yields_a_wrong_frame()
        => Gen.Select(AnyFrame.Array[1, 4], Gen.Int[0, 10], Gen.Double[0, 1], Gen.Int[0, 8]).Sample((frames, level, place, bit) =>
        {
            var bytes = Write(level, frames);
            var at = (int)(place * (bytes.Length - 1));
            if (bit == 8)
            {
                bytes = bytes[..at];
            }
            else
            {
                bytes[at] ^= (byte)(1 << bit);
            }

            using var reader = new FrameReader(new MemoryStream(bytes));
            var good = 0;
            var failure = Record.Exception(() =>
            {
                for (; good < frames.Length; good++)
                {
                    Assert.True(reader.Read().SequenceEqual(frames[good].Payload));
                    Assert.Equal(frames[good].Type, reader.Type);
                }
            });
            Assert.True(failure is IOException, $"{failure}");
        }, iter: 400);

    [Fact]
    public void Arbitrary_bytes_end_in_a_protocol_error()
        => Gen.Byte.Array[FrameHeader.Size, 500].Sample(bytes =>
        {
            using var reader = new FrameReader(new MemoryStream(bytes));
            Assert.Throws<ProtocolException>(() => { reader.Read(); });
        }, iter: 500);

    [Fact]
    public void A_header_that_announces_more_than_the_limit_is_refused_before_anything_is_allocated()
    {
        var bytes = new byte[FrameHeader.Size];
        new FrameHeader(FrameHeader.MaxPayload + 1, FrameType.Data, FrameCodec.Stored, 0, 0, FrameHeader.MaxPayload + 1, 0).Write(bytes);
        Assert.Throws<ProtocolException>(() => FrameHeader.Parse(bytes));
        new FrameHeader(10, FrameType.Data, FrameCodec.Zstandard, 0, 0, int.MaxValue, 0).Write(bytes);
        Assert.Throws<ProtocolException>(() => FrameHeader.Parse(bytes));
    }

    [Fact]
    public void A_frame_that_comes_twice_is_refused()
    {
        var one = Write(0, [(FrameType.Data, new byte[10])]);
        using var reader = new FrameReader(new MemoryStream([.. one, .. one]));
        reader.Read();
        Assert.Throws<ProtocolException>(() => { reader.Read(); });
    }

    [Fact]
    public void An_unknown_frame_is_skipped_unless_it_is_critical()
    {
        var known = Write(0, [(FrameType.None, []), (FrameType.Data, [1, 2, 3])]);
        Assert.Throws<ProtocolException>(() => { new FrameReader(new MemoryStream(known)).Read(); });
        (FrameHeader.Parse(known) with { Type = (FrameType)200, Flags = 0 }).Write(known);
        Assert.Equal([1, 2, 3], new FrameReader(new MemoryStream(known)).Read().ToArray());
    }

    [Fact]
    public void A_preface_survives_the_way_and_no_flipped_bit_does()
    {
        var bytes = new byte[Preface.Size];
        var preface = new Preface("j-7f3k", 42, new UInt128(1, 2), 1, 2);
        preface.Write(bytes);
        Assert.Equal(preface, Preface.Parse(bytes));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<ProtocolException>(() => Preface.Parse(bytes));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static byte[] Write(int level, (FrameType Type, byte[] Payload)[] frames)
    {
        using var stream = new MemoryStream();
        using var writer = new FrameWriter(stream, new PayloadCompressor(new CompressionGovernor(level, TimeProvider.System)));
        foreach (var (type, payload) in frames)
        {
            writer.Write(type, payload);
        }

        return stream.ToArray();
    }
}
