using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Frames;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>
/// Gives entries their metadata in the only order that keeps it all: owner (clears set-uid and capabilities), attributes that
/// must go, mode, attributes (ACLs and capabilities), times, flags.
/// </summary>
internal sealed class MetadataApplier(WarningList warnings)
{
    /// <summary>For files and folders.</summary>
    public void Apply(Descriptor file, in Metadata metadata, ReadOnlySpan<byte> subject)
    {
        file.ChangeOwner(metadata.User, metadata.Group);
        RemoveOthers(file, null, metadata.Attributes);
        file.ChangeMode(metadata.Mode);
        SetAttributes(file, null, metadata.Attributes, subject);
        file.ChangeTimes(metadata.Accessed, metadata.Modified);
        ApplyFlags(file, metadata.Flags, subject);
    }

    public void ApplyFlags(Descriptor file, uint flags, ReadOnlySpan<byte> subject)
    {
        if (!InodeFlags.TrySet(file, flags))
        {
            warnings.Add($"{NameText.Readable(subject)}: inode flags 0x{flags:x} are not supported by the target's file system");
        }
    }

    /// <summary>For links, devices and fifos, which can't be opened.</summary>
    public void Apply(Descriptor folder, ReadOnlySpan<byte> name, in Metadata metadata, ReadOnlySpan<byte> subject)
    {
        if (!Entries.TryChangeOwner(folder.Number, name, metadata.User, metadata.Group))
        {
            throw LinuxException.Last("chown", subject);
        }

        var path = ExtendedAttributes.PathOf(folder.Number, name);
        var link = (metadata.Mode & FileKind.Mask) == FileKind.Symlink;
        RemoveOthers(null, path, metadata.Attributes);
        if (!link && !Entries.TryChangeMode(folder.Number, name, metadata.Mode))
        {
            throw LinuxException.Last("chmod", subject);
        }

        SetAttributes(null, path, metadata.Attributes, subject);
        if (!Entries.TryChangeTimes(folder.Number, name, metadata.Accessed, metadata.Modified))
        {
            throw LinuxException.Last("utimensat", subject);
        }
    }

    // A new entry inherits the default ACL of its folder, which the source's entry may not have.
    private static void RemoveOthers(Descriptor? file, byte[]? path, ReadOnlySpan<byte> attributes)
    {
        ReadOnlySpan<byte> names = ExtendedAttributes.Names(file, path);
        while (!names.IsEmpty)
        {
            var end = names.IndexOf((byte)0);
            var name = names[..end];
            if (ExtendedAttributes.Counts(name) && !Holds(attributes, name))
            {
                ExtendedAttributes.TryRemove(file, path, name); // A label that the target's kernel insists on stays.
            }

            names = names[(end + 1)..];
        }
    }

    private static bool Holds(ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> wanted)
    {
        var reader = new ByteReader(attributes);
        while (!reader.AtEnd)
        {
            Next(ref reader, out var name, out _);
            if (name.SequenceEqual(wanted))
            {
                return true;
            }
        }

        return false;
    }

    private void SetAttributes(Descriptor? file, byte[]? path, ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> subject)
    {
        var reader = new ByteReader(attributes);
        while (!reader.AtEnd)
        {
            Next(ref reader, out var name, out var value);
            if (!ExtendedAttributes.TrySet(file, path, name, value))
            {
                warnings.Add($"{NameText.Readable(subject)}: attribute {NameText.Readable(name)} was refused by the target (errno {Entries.LastError})");
            }
        }
    }

    private static void Next(ref ByteReader reader, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        int nameLength = reader.UInt16(), valueLength = reader.Int32();
        name = reader.Bytes(nameLength);
        value = reader.Bytes(valueLength);
        if (name.IsEmpty || name.Length > 255 || name.Contains((byte)0))
        {
            throw new ProtocolException("an attribute has an impossible name");
        }
    }
}
