using System.Text;
using FleetMigrator.Transfer.Filters;
using FleetMigrator.Transfer.Tests.Engine;

namespace FleetMigrator.Transfer.Tests.Filters;

/// <summary>Exclude files against a tree; rsync itself says what is right where it is installed.</summary>
public sealed class FilterRulesTests
{
    private static readonly string[] Folders =
        ["a", "a/b", "a/b/c", "a/log", "cache", "cache/deep", "deep", "deep/cache", "log", "var", "var/log", "var/log/old", "x y", "foo", "foo/bar", "foo/bar/foo", "[odd]"];

    private static readonly string[] Files =
    [
        "a.log", "a/a.log", "a/b/c/x.tmp", "a/b/c/y.TMP", "a/b/file", "a/log/one", "cache/1", "cache/deep/2", "deep/cache/3", "log/two", "var/log/syslog", "var/log/syslog.1",
        "var/log/old/gone.gz", "x y/space file", "foo/bar/foo/bar", "foo/foo", "core", "core.12", "file1", "file22", "fileA", ".hidden", "[odd]/back\\slash", "star*name", "end]",
        "a-b", "#hash", ";semi", "+plus", "file_ü",
    ];

    public static TheoryData<string> ExcludeFiles { get; } =
    [
        "*.log", "/a.log", "/a/*.log", "a/*.log", "log", "log/", "/log", "/log/", "/log/*", "/var/log/**", "/var/log/***", "var/**/gone.gz", "**/cache", "**cache", "cache/**", "cache/***",
        "c/***", "b/c", "/b/c", "b/c/x.tmp", "a/b/c/*", "a/**/x.tmp", "**.tmp", "**.TMP", "*.[tT][mM][pP]", "file?", "file??", "file[0-9]", "file[!0-9]", "file[^A-Z]", "file[[:digit:]]",
        "file[[:upper:]]", "file[[:nonsense:]]", "file[", "[]]", "end[]]", "a[a-]b", "a[-a]b", "star\\*name", "star*name", "*name", "\\*name", "back\\slash", "back\\\\slash*", "\\[odd\\]/*",
        "[[]odd]", "x y", "x y/space*", "* *", "foo", "foo/", "foo/bar", "/foo/bar/foo", "foo/*/foo", "bar/foo/", "*/foo", "/*/foo", "/**/foo", "**/foo/**", "foo**", "/foo**bar", "f*o", "/*",
        "*", "**", "***", "/", "core", "core*", "core.[0-9]*", ".*", ".hidden", "- #hash", "#hash", "- ;semi", "+plus", "- +plus", "file_?", "file_??", "file_*",
        "+ /var/\n+ /var/log/\n+ /var/log/syslog\n- /var/log/*\n- /var/*", "+ *.log\n- /a/**\n", "- *.log\n+ a.log", "*.tmp\n!\n*.log", "# all logs\n\n*.log\n; and caches\ncache/",
        "+ */\n+ *.log\n- *", "+ deep/**\n- cache", "+ a/\n+ a/b/\n+ a/b/file\n- /a/*\n- a/b/**", "one\r\n*.log\r\n", "a/b/", "a/b/c/", "/a/b/c/***", "?", "??", "[a-c]", "[c-a]", "a[/]b",
        "a?b", "a*b", "a**b", "log/*", "*/log", "**/log/", "log/**", "/v*/l*/", "s*g", "*g.1", "\\a.log", "[\\a].log", "file[1-", "file[1\\-3]",
    ];

    [Theory]
    [MemberData(nameof(ExcludeFiles))]
    public void An_exclude_file_leaves_out_what_rsync_leaves_out(string lines)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/rsync"), "rsync is not installed");
        using var bench = new TransferBench(inMemory: true);
        Grow(bench.Source);
        var file = Path.Combine(Path.GetDirectoryName(bench.Source)!, "excludes");
        File.WriteAllText(file, lines);
        var expected = Shell.Run("""LC_ALL=C rsync -r -n -i -8 --exclude-from="$1" --out-format='%n' "$2/" "$3/" """, file, bench.Source, bench.Target)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('/')).Where(line => line != ".").Order(StringComparer.Ordinal);
        Assert.Equal(expected, Kept(bench.Source, FilterRules.Parse(Encoding.UTF8.GetBytes(lines))));
    }

    [Theory]
    [InlineData("*.log", "a.log", false, true)]
    [InlineData("*.log", "deep/a.log", false, true)]
    [InlineData("/*.log", "deep/a.log", false, false)]
    [InlineData("log/", "log", false, false)]
    [InlineData("log/", "var/log", true, true)]
    [InlineData("var/*", "x/var/log", false, true)]
    [InlineData("var/*", "x/var/log/y", false, false)]
    [InlineData("/var/**", "var/log/y", false, true)]
    [InlineData("dir/***", "dir", true, true)]
    [InlineData("dir/**", "dir", true, false)]
    [InlineData("+ keep\n*", "keep", false, false)]
    [InlineData("*\n+ keep", "keep", false, true)]
    [InlineData("*\n!", "keep", false, false)]
    public void The_first_rule_that_matches_decides(string lines, string path, bool folder, bool leftOut)
        => Assert.Equal(leftOut, FilterRules.Parse(Encoding.UTF8.GetBytes(lines)).LeavesOut(Encoding.UTF8.GetBytes(path), folder));

    [Fact]
    public void A_pattern_made_to_be_slow_is_not()
    {
        var rules = FilterRules.Parse(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("*a", 60)) + "b"));
        Assert.False(rules.LeavesOut(Encoding.ASCII.GetBytes(new string('a', 250)), isFolder: false));
    }

    [Fact]
    [Trait("Kind", "system")]
    public async Task What_a_rule_leaves_out_is_missing_from_the_result_and_goes_when_the_rule_comes_later()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench(inMemory: true);
        Grow(bench.Source);
        await bench.Copy();
        Assert.True(File.Exists(Path.Combine(bench.Target, "var/log/syslog")));
        var rules = FilterRules.Parse("/var/log/**\n*.tmp\n"u8);
        await using var receiver = bench.Receive();
        await bench.Send(bench.Options(receiver.Endpoint), rules.LeavesOut).Run(TestContext.Current.CancellationToken);
        Assert.Equal(Kept(bench.Source, rules), Kept(bench.Target, new FilterRules()));
        Assert.False(File.Exists(Path.Combine(bench.Target, "var/log/syslog")));
        Assert.True(Directory.Exists(Path.Combine(bench.Target, "var/log")));
    }

    private static void Grow(string root)
    {
        foreach (var folder in Folders)
        {
            Directory.CreateDirectory(Path.Combine(root, folder));
        }

        foreach (var file in Files)
        {
            File.WriteAllText(Path.Combine(root, file), file);
        }
    }

    private static IEnumerable<string> Kept(string root, FilterRules rules)
    {
        var kept = new List<string>();
        Walk("");
        return kept.Order(StringComparer.Ordinal);

        void Walk(string below)
        {
            foreach (var entry in new DirectoryInfo(Path.Combine(root, below)).EnumerateFileSystemInfos())
            {
                var path = below.Length == 0 ? entry.Name : $"{below}/{entry.Name}";
                if (rules.LeavesOut(Encoding.UTF8.GetBytes(path), entry is DirectoryInfo))
                {
                    continue;
                }

                kept.Add(path);
                if (entry is DirectoryInfo)
                {
                    Walk(path);
                }
            }
        }
    }
}
