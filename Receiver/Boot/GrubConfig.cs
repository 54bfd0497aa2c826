namespace FleetMigrator.Receiver.Boot;

/// <summary>
/// Reads the menu out of a grub.cfg. GRUB's generator was seen to write a menu without entries, or with a device path that exists
/// only here, and to end with status 0 each time; so the file is what is checked.
/// </summary>
internal static class GrubConfig
{
    public static IReadOnlyList<GrubEntry> Parse(string text)
    {
        var entries = new List<GrubEntry>();
        GrubEntry? open = null;
        var search = "";
        foreach (var line in text.Split('\n'))
        {
            var words = Words(line);
            switch (words.FirstOrDefault())
            {
                case "menuentry":
                    open = new GrubEntry(words.ElementAtOrDefault(1) ?? "", search, "", [], []);
                    break;
                case "}" when open is not null:
                    entries.Add(open);
                    open = null;
                    break;
                case "search" when words.Contains("--fs-uuid") || words.Contains("-u"):
                    search = words[^1];
                    open = open is null ? null : open with { FileSystem = search };
                    break;
                case "linux" or "linux16" or "linuxefi" when open is not null && words.Count > 1:
                    open = open with { Kernel = words[1], CommandLine = words[2..] };
                    break;
                case "initrd" or "initrd16" or "initrdefi" when open is not null:
                    open = open with { Initramfs = words[1..] };
                    break;
                default:
                    break;
            }
        }

        return entries;
    }

    // Quotes as GRUB knows them; nothing is expanded, for a checker must not guess.
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        var quote = '\0';
        var inside = false;
        foreach (var letter in line)
        {
            if (quote != '\0')
            {
                quote = letter == quote ? '\0' : quote;
                _ = quote == '\0' ? word : word.Append(letter);
            }
            else if (letter is '\'' or '"')
            {
                (quote, inside) = (letter, true);
            }
            else if (char.IsWhiteSpace(letter))
            {
                End();
            }
            else if (letter == '#' && !inside)
            {
                break;
            }
            else
            {
                inside = true;
                word.Append(letter);
            }
        }

        End();
        return words;

        void End()
        {
            if (inside)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            inside = false;
        }
    }
}
