using FleetMigrator.Transfer.Files;

namespace FleetMigrator.Transfer.Filters;

/// <summary>
/// The lines of an exclude file as rsync reads one: the first rule that matches decides, and what no rule matches is copied.
/// <c>+ pattern</c> keeps, <c>- pattern</c> or a bare pattern leaves out, <c>!</c> forgets the rules before it; empty lines and
/// those that begin with <c>#</c> or <c>;</c> say nothing.
/// </summary>
public sealed class FilterRules
{
    /// <summary>More would be a mistake: each is tried on each entry.</summary>
    public const int Most = 10_000;

    private readonly List<(FilterPattern Pattern, bool Keep)> _rules = [];

    /// <summary>Rules in force.</summary>
    public int Count => _rules.Count;

    /// <summary>Reads an exclude file.</summary>
    /// <exception cref="FormatException">It has more than <see cref="Most"/> rules.</exception>
    public static FilterRules Parse(ReadOnlySpan<byte> file)
    {
        var rules = new FilterRules();
        foreach (var range in file.SplitAny("\n\r"u8))
        {
            rules.Add(file[range]);
            if (rules.Count > Most)
            {
                throw new FormatException($"an exclude file has more than {Most} rules");
            }
        }

        return rules;
    }

    /// <summary>
    /// Whether to leave out one entry. The caller doesn't ask for what lies in a folder that is left out, so a rule that keeps
    /// something below such a folder has no effect, as with rsync.
    /// </summary>
    /// <param name="path">Relative to where the rules apply, without slashes at its ends.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool LeavesOut(ReadOnlySpan<byte> path, bool isFolder)
    {
        foreach (var (pattern, keep) in _rules)
        {
            if (pattern.Matches(path, isFolder))
            {
                return !keep;
            }
        }

        return false;
    }

    /// <summary>Whether to leave out a folder because of itself or of a folder above it.</summary>
    public bool LeavesOutBranch(ReadOnlySpan<byte> folder)
        => !folder.IsEmpty && (LeavesOutBranch(BytePath.Parent(folder)) || LeavesOut(folder, isFolder: true));

    private void Add(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line[0] is (byte)'#' or (byte)';')
        {
            return;
        }

        if (line.SequenceEqual("!"u8))
        {
            _rules.Clear();
            return;
        }

        var keep = line.StartsWith("+ "u8);
        var text = keep || line.StartsWith("- "u8) ? line[2..] : line;
        if (!text.IsEmpty)
        {
            _rules.Add((new FilterPattern(text), keep));
        }
    }
}
