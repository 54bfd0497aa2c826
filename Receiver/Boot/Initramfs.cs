using System.Diagnostics;
using System.IO.Compression;
using FleetMigrator.Receiver.Tools;
using ZstdSharp;

namespace FleetMigrator.Receiver.Boot;

/// <summary>What an initramfs holds: uncompressed archives (microcode) may stand before a compressed one.</summary>
internal static class Initramfs
{
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public static IReadOnlySet<string> Names(string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var file = File.OpenRead(path);
        while (SkipZeros(file))
        {
            var start = file.Position;
            var magic = new byte[6];
            _ = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
            file.Position = start;
            if (!CpioNames.IsHeader(magic))
            {
                Decompress(file, magic, names);
                return names;
            }

            file.Position = start + CpioNames.Read(file, names);
        }

        return names;
    }

    /// <summary>Whether a kernel module is among the names, however it is packed.</summary>
    public static bool HasModule(IReadOnlySet<string> names, string module) => names.Any(name => ModuleName(name) == module);

    /// <summary>"kernel/drivers/block/virtio-blk.ko.xz" is the module virtio_blk; other files are none.</summary>
    public static string? ModuleName(string path)
    {
        var file = path[(path.LastIndexOf('/') + 1)..];
        var end = file.IndexOf(".ko", StringComparison.Ordinal);
        return end > 0 && file[end..] is ".ko" or ".ko.xz" or ".ko.gz" or ".ko.zst" ? file[..end].Replace('-', '_') : null;
    }

    private static void Decompress(Stream file, byte[] magic, HashSet<string> names)
    {
        switch (magic)
        {
            case [0x1f, 0x8b, ..]:
                Read(new GZipStream(file, CompressionMode.Decompress), names);
                break;
            case [0x28, 0xb5, 0x2f, 0xfd, ..]:
                Read(new DecompressionStream(file), names);
                break;
            case [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..]:
                Pipe("xz", file, names);
                break;
            case [0x5d, 0, 0, ..]:
                Pipe("xz", file, names, "--format=lzma");
                break;
            case [0x02, 0x21, 0x4c, 0x18, ..]:
                Pipe("lz4", file, names);
                break;
            case [(byte)'B', (byte)'Z', (byte)'h', ..]:
                Pipe("bzip2", file, names);
                break;
            default:
                throw new InvalidDataException($"unknown compression, it begins with {Convert.ToHexStringLower(magic)}");
        }
    }

    private static void Read(Stream stream, HashSet<string> names)
    {
        using (stream)
        {
            if (CpioNames.Read(stream, names) == 0)
            {
                throw new InvalidDataException("no archive inside");
            }
        }
    }

    private static void Pipe(string program, Stream file, HashSet<string> names, params string[] more)
    {
        using var process = Process.Start(Toolbox.Describe(program, ["--decompress", "--stdout", .. more]))!;
        process.ErrorDataReceived += (_, _) => { }; // Read, so that it cannot block the program; the status tells enough.
        process.BeginErrorReadLine();
        var feeding = new Thread(() => Feed(file, process.StandardInput.BaseStream));
        feeding.Start();
        try
        {
            Read(process.StandardOutput.BaseStream, names);
        }
        finally
        {
            process.Kill(); // Nobody reads what stands after the archive's trailer.
            feeding.Join();
        }
    }

    private static void Feed(Stream file, Stream input)
    {
        try
        {
            using (input)
            {
                file.CopyTo(input);
            }
        }
        catch (IOException)
        {
            // The program was ended because all names were read.
        }
    }

    private static bool SkipZeros(FileStream file)
    {
        int next;
        do
        {
            next = file.ReadByte();
        }
        while (next == 0);
        if (next < 0)
        {
            return false;
        }

        file.Position--;
        return true;
    }
}
