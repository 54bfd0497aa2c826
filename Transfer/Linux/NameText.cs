using System.Text;

namespace FleetMigrator.Transfer.Linux;

/// <summary>Bytes of a name as text for people. Never goes back to bytes.</summary>
public static class NameText
{
    /// <summary>Printable ASCII and well-formed UTF-8 stay, everything else becomes \xNN; the empty path is shown as a slash.</summary>
    public static string Readable(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return "/";
        }

        var text = new StringBuilder(name.Length);
        while (!name.IsEmpty)
        {
            var known = Rune.DecodeFromUtf8(name, out var rune, out var used) == System.Buffers.OperationStatus.Done && !Rune.IsControl(rune) && rune.Value != '\\';
            if (known)
            {
                text.Append(rune.ToString());
            }
            else
            {
                foreach (var odd in name[..used])
                {
                    text.Append($"\\x{odd:x2}");
                }
            }

            name = name[used..];
        }

        return text.ToString();
    }
}
