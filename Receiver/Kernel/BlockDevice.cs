using System.Runtime.InteropServices;
using System.Text;

namespace FleetMigrator.Receiver.Kernel;

/// <summary>An opened block device and the kernel calls on it.</summary>
internal sealed unsafe class BlockDevice : IDisposable
{
    private const int ReadOnlyFlags = 0x80000;       // O_RDONLY | O_CLOEXEC
    private const int ExclusiveFlags = 0x80080;      // and O_EXCL: fails with EBUSY while anything holds the device
    private const nuint PartitionRequest = 0x1269;   // BLKPG
    private const nuint FlushRequest = 0x1261;       // BLKFLSBUF
    private const nuint SizeRequest = 0x80081272;    // BLKGETSIZE64
    private const nuint SectorRequest = 0x1268;      // BLKSSZGET
    private const int AddPartitionOperation = 1;
    private const int RemovePartitionOperation = 2;

    private readonly string _path;
    private readonly int _descriptor;

    private BlockDevice(string path, int descriptor) => (_path, _descriptor) = (path, descriptor);

    /// <summary>Opens a node, or gives the error number when the kernel refused.</summary>
    public static (BlockDevice? Device, int Error) TryOpen(string path, bool exclusive = false)
    {
        var descriptor = Libc.Open(path, exclusive ? ExclusiveFlags : ReadOnlyFlags, 0);
        return descriptor >= 0 ? (new BlockDevice(path, descriptor), 0) : (null, Marshal.GetLastPInvokeError());
    }

    /// <exception cref="IOException">With the kernel's reason.</exception>
    public static BlockDevice Open(string path)
    {
        var (device, error) = TryOpen(path);
        return device ?? throw new IOException($"open {path}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    public long SizeBytes
    {
        get
        {
            ulong size = 0;
            Call("BLKGETSIZE64", SizeRequest, &size);
            return (long)size;
        }
    }

    public int SectorBytes
    {
        get
        {
            var size = 0;
            Call("BLKSSZGET", SectorRequest, &size);
            return size;
        }
    }

    /// <summary>Writes back and forgets what the kernel has cached of the device.</summary>
    public void Flush()
    {
        if (Libc.Flush(_descriptor) != 0)
        {
            throw new IOException($"fsync {_path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        Call("BLKFLSBUF", FlushRequest, null);
    }

    public void AddPartition(int number, long startBytes, long sizeBytes)
        => Partition("BLKPG add", AddPartitionOperation, number, startBytes, sizeBytes);

    public void RemovePartition(int number) => Partition("BLKPG delete", RemovePartitionOperation, number, 0, 0);

    public void Dispose() => _ = Libc.Close(_descriptor);

    private void Partition(string what, int operation, int number, long start, long size)
    {
        // struct blkpg_partition { long long start, length; int pno; char devname[64]; char volname[64]; }
        const int partitionSize = 152;
        var partition = stackalloc byte[partitionSize];
        new Span<byte>(partition, partitionSize).Clear();
        *(long*)partition = start;
        *(long*)(partition + 8) = size;
        *(int*)(partition + 16) = number;

        // struct blkpg_ioctl_arg { int op, flags, datalen; void *data; }
        var argument = stackalloc byte[24];
        new Span<byte>(argument, 24).Clear();
        *(int*)argument = operation;
        *(int*)(argument + 8) = partitionSize;
        *(nint*)(argument + 16) = (nint)partition;
        Call(new StringBuilder(what).Append(' ').Append(number).ToString(), PartitionRequest, argument);
    }

    private void Call(string what, nuint request, void* argument)
    {
        if (Libc.Control(_descriptor, request, argument) != 0)
        {
            throw new IOException($"{what} on {_path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }
}
