namespace FleetMigrator.Transfer.Frames;

/// <summary>How a payload is packed.</summary>
public enum FrameCodec : byte
{
    Stored = 0,
    Zstandard = 1,
}
