using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Inventories.FileSystems;

/// <summary>Swap space of version 1; x86-64 has pages of 4 KiB.</summary>
internal static class SwapHeader
{
    private const int PageBytes = 4096;

    public static FileSystem? Read(ReadOnlySpan<byte> head)
        => head.Length < PageBytes || !head.Slice(PageBytes - 10, 10).SequenceEqual("SWAPSPACE2"u8)
            ? null
            : new FileSystem
            {
                Type = "swap",
                Uuid = FileSystemProbe.Uuid(head.Slice(0x40c, 16)),
                Label = FileSystemProbe.Label(head.Slice(0x41c, 16)),
                BlockBytes = PageBytes,
            };
}
