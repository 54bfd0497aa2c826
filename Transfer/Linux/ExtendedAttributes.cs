using System.Runtime.InteropServices;
using System.Text;

namespace FleetMigrator.Transfer.Linux;

/// <summary>Extended attributes, ACLs and capabilities among them, of an open file or of an entry that can't be opened (links, nodes).</summary>
internal static unsafe class ExtendedAttributes
{
    private const int ListLength = 64 * 1024;
    private const int MaxValue = 64 * 1024; // XATTR_SIZE_MAX

    /// <summary>Names that count, one after the other, each ended by a zero.</summary>
    public static byte[] Names(Descriptor? file, byte[]? path)
    {
        var list = stackalloc byte[ListLength];
        nint length;
        fixed (byte* pathPointer = path)
        {
            length = file is null ? Libc.ListAttributesOf(pathPointer, list, ListLength) : Libc.ListAttributes(file.Number, list, ListLength);
        }

        if (length <= 0)
        {
            return length == 0 || Marshal.GetLastPInvokeError() is Errno.NotSupported or Errno.NotPermitted or Errno.AccessDenied
                ? [] : throw LinuxException.Last("listxattr", "an entry");
        }

        return new ReadOnlySpan<byte>(list, (int)length).ToArray();
    }

    /// <summary>The value; null if it went away meanwhile.</summary>
    public static byte[]? Value(Descriptor? file, byte[]? path, ReadOnlySpan<byte> name)
    {
        using var text = new ZeroEnded(name, stackalloc byte[ZeroEnded.Inline]);
        fixed (byte* pathPointer = path, pointer = text.Bytes)
        {
            Span<byte> small = stackalloc byte[512];
            fixed (byte* smallPointer = small)
            {
                var length = Get(file, pathPointer, pointer, smallPointer, small.Length);
                if (length >= 0)
                {
                    return small[..(int)length].ToArray();
                }
            }

            if (Marshal.GetLastPInvokeError() != Errno.Range)
            {
                return null;
            }

            var large = new byte[MaxValue];
            fixed (byte* largePointer = large)
            {
                var length = Get(file, pathPointer, pointer, largePointer, large.Length);
                return length >= 0 ? large[..(int)length] : null;
            }
        }
    }

    public static bool TrySet(Descriptor? file, byte[]? path, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        using var text = new ZeroEnded(name, stackalloc byte[ZeroEnded.Inline]);
        fixed (byte* pathPointer = path, pointer = text.Bytes, valuePointer = value)
        {
            return (file is null
                ? Libc.SetAttributeOf(pathPointer, pointer, valuePointer, (nuint)value.Length, 0)
                : Libc.SetAttribute(file.Number, pointer, valuePointer, (nuint)value.Length, 0)) == 0;
        }
    }

    public static bool TryRemove(Descriptor? file, byte[]? path, ReadOnlySpan<byte> name)
    {
        using var text = new ZeroEnded(name, stackalloc byte[ZeroEnded.Inline]);
        fixed (byte* pathPointer = path, pointer = text.Bytes)
        {
            return (file is null ? Libc.RemoveAttributeOf(pathPointer, pointer) : Libc.RemoveAttribute(file.Number, pointer)) == 0;
        }
    }

    /// <summary>A path that reaches an entry of an open folder, ended by a zero: there are no *at calls for attributes on old kernels.</summary>
    public static byte[] PathOf(int folder, ReadOnlySpan<byte> name)
        => [.. Encoding.ASCII.GetBytes($"/proc/self/fd/{folder}/"), .. name, 0];

    /// <summary>XFS shows its ACLs a second time under raw names, which exist on no other file system; overlay's are private to it.</summary>
    public static bool Counts(ReadOnlySpan<byte> name)
        => !name.StartsWith("trusted.SGI_ACL_"u8) && !name.StartsWith("trusted.overlay."u8) && !name.StartsWith("system.nfs4_acl"u8);

    private static nint Get(Descriptor? file, byte* path, byte* name, byte* value, int length)
        => file is null ? Libc.GetAttributeOf(path, name, value, (nuint)length) : Libc.GetAttribute(file.Number, name, value, (nuint)length);
}
