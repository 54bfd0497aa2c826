using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Sending;

/// <summary>What a stream's thread needs to send units; its buffers are used again for each.</summary>
internal sealed class UnitWriter(FrameWriter frames, SendRound round)
{
    public const int ChunkLength = 1024 * 1024;

    public FrameWriter Frames { get; } = frames;
    public SendRound Round { get; } = round;
    public ByteWriter Buffer { get; } = new(ChunkLength + (64 * 1024));
}
