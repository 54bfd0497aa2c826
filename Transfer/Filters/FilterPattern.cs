using FleetMigrator.Transfer.Files;

namespace FleetMigrator.Transfer.Filters;

/// <summary>
/// One pattern in rsync's syntax. A leading slash ties it to the root of the transfer, a trailing one to folders. Without a slash
/// within and without <c>**</c> it is about the last name of a path; otherwise about the path's last names, as many as it has
/// itself, or with <c>**</c> about any whole names at the path's end.
/// </summary>
internal sealed class FilterPattern
{
    private readonly byte[] _text;
    private readonly Wildcard? _wildcard;
    private readonly bool _anchored;
    private readonly bool _folderOnly;
    private readonly bool _crossesSlashes;
    private readonly bool _startsAnywhere;
    private readonly bool _alsoTheFolderItself;
    private readonly int _slashes;

    public FilterPattern(ReadOnlySpan<byte> pattern)
    {
        if (pattern.Length > 1 && pattern[^1] == (byte)'/')
        {
            _folderOnly = true;
            pattern = pattern[..^1];
        }

        var wild = pattern.IndexOfAny("*?["u8) >= 0;
        var doubleStar = pattern.IndexOf("**"u8);
        _crossesSlashes = doubleStar >= 0;
        _startsAnywhere = doubleStar == 0;
        _alsoTheFolderItself = pattern.EndsWith("***"u8);
        _anchored = pattern[0] == (byte)'/';
        _slashes = pattern.Count((byte)'/');
        _text = pattern[(_anchored ? 1 : 0)..].ToArray();
        _wildcard = wild ? new Wildcard(_text) : null;
    }

    /// <param name="path">Relative, without slashes at its ends.</param>
    /// <param name="isFolder">Whether the entry is a folder.</param>
    public bool Matches(ReadOnlySpan<byte> path, bool isFolder)
    {
        if (path.IsEmpty || (_folderOnly && !isFolder))
        {
            return false;
        }

        if (_slashes == 0 && !_crossesSlashes)
        {
            path = BytePath.Name(path);
        }

        return _wildcard is null ? MatchesText(path) : MatchesWildcard(_wildcard, path, isFolder);
    }

    private bool MatchesText(ReadOnlySpan<byte> path)
        => path.EndsWith(_text) && (path.Length == _text.Length || (!_anchored && path[^(_text.Length + 1)] == (byte)'/'));

    private bool MatchesWildcard(Wildcard wildcard, ReadOnlySpan<byte> path, bool isFolder)
    {
        // "dir/***" is about what is in the folder and about the folder, which for that purpose ends in a slash; "**/name" is
        // also about a name at the root, which for that purpose begins with one.
        ReadOnlySpan<byte> before = _startsAnywhere ? "/"u8 : default, after = isFolder && _alsoTheFolderItself ? "/"u8 : default;
        if (!before.IsEmpty || !after.IsEmpty)
        {
            path = (byte[])[.. before, .. path, .. after];
        }

        var tied = _anchored || _startsAnywhere;
        if (tied || _slashes == 0 || _crossesSlashes)
        {
            return wildcard.Matches(path, afterEachSlash: _crossesSlashes && !tied);
        }

        return LastNames(path, _slashes + 1, out var names) && wildcard.Matches(names, afterEachSlash: false);
    }

    private static bool LastNames(ReadOnlySpan<byte> path, int count, out ReadOnlySpan<byte> names)
    {
        var start = path.Length + 1;
        while (count > 0 && start > 0)
        {
            start = path[..(start - 1)].LastIndexOf((byte)'/') + 1;
            count--;
        }

        names = path[start..];
        return count == 0;
    }
}
