using System.Text;

namespace FleetMigrator.LocalRegion.Tests.Edge;

/// <summary>The smallest system there is: a boot sector that says a line on COM1, then what the first sector of the second disk says, and halts.</summary>
internal static class BootSector
{
    private const int DiskBytes = 1 << 20;
    private const int TextAt = 57;
    private const int SignatureAt = 510;

    private static readonly byte[] Code =
    [
        0xFC, // cld
        0x31, 0xC0, // xor ax, ax
        0x8E, 0xD8, // mov ds, ax
        0x8E, 0xC0, // mov es, ax
        0xB8, 0x01, 0x02, // mov ax, 0x0201: read one sector
        0xBB, 0x00, 0x7E, // mov bx, 0x7e00: behind this one
        0xB9, 0x01, 0x00, // mov cx, 1: the first
        0xBA, 0x81, 0x00, // mov dx, 0x81: of the second disk
        0xCD, 0x13, // int 0x13
        0xBE, TextAt, 0x7C, // mov si, text
        0xBA, 0xFD, 0x03, // next: mov dx, COM1 line status
        0xEC, // wait: in al, dx
        0xA8, 0x20, // test al, transmitter empty
        0x74, 0xFB, // jz wait
        0xBA, 0xF8, 0x03, // mov dx, COM1
        0xAC, // lodsb
        0x84, 0xC0, // test al, al
        0x74, 0x03, // jz end
        0xEE, // out dx, al
        0xEB, 0xED, // jmp next
        0x81, 0xFE, 0x00, 0x7E, // end: cmp si, 0x7e00
        0x73, 0x05, // jae halt
        0xBE, 0x00, 0x7E, // mov si, 0x7e00
        0xEB, 0xE2, // jmp next
        0xF4, // halt: hlt
        0xEB, 0xFD, // jmp halt
    ];

    /// <summary>A raw system disk that says this line.</summary>
    public static byte[] SystemDisk(string line)
    {
        Assert.Equal(TextAt, Code.Length);
        var disk = DataDisk("");
        Code.CopyTo(disk, 0);
        Encoding.ASCII.GetBytes($"{line}\r\n").CopyTo(disk, TextAt);
        (disk[SignatureAt], disk[SignatureAt + 1]) = (0x55, 0xAA);
        return disk;
    }

    /// <summary>A raw disk that begins with this line.</summary>
    public static byte[] DataDisk(string line)
    {
        var disk = new byte[DiskBytes];
        Encoding.ASCII.GetBytes($"{line}\r\n").CopyTo(disk, 0);
        return disk;
    }
}
