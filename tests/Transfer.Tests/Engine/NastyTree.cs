namespace FleetMigrator.Transfer.Tests.Engine;

/// <summary>A folder with everything that makes copying hard. Needs root.</summary>
internal static class NastyTree
{
    private const string Script = """
        set -e
        cd "$1"
        mkdir -p deep/a/b/c/d/e many empty.d acl.d large hard/x hard/y nodes names
        printf 'hello' > plain.txt
        : > empty
        for i in $(seq 1 700); do echo "file $i" > many/f$i; done
        mkdir -p deep/long
        ( cd deep/long; for i in $(seq 1 18); do n=$(printf 'n%.0s' $(seq 1 200)); mkdir $n; cd $n; done; echo bottom > bottom )
        head -c 3000000 /dev/urandom > large/random
        head -c 40000000 /dev/urandom > large/three-ranges
        yes compressible | head -c 20000000 > large/text
        truncate -s 500M large/sparse; printf x | dd of=large/sparse bs=1 seek=300000000 conv=notrunc status=none
        dd if=/dev/zero of=large/zeros bs=1M count=3 status=none
        truncate -s 100000 small-sparse; printf y | dd of=small-sparse bs=1 seek=50000 conv=notrunc status=none
        { head -c 10000 /dev/urandom; head -c 100000 /dev/zero; head -c 777 /dev/urandom; } > zero-run
        echo one > hard/x/first; ln hard/x/first hard/y/second; ln hard/x/first third
        head -c 1000000 /dev/urandom > hard/big; ln hard/big hard/y/big2
        ln -s /nowhere/at/all dangling; ln -s plain.txt good; ln -s "$(printf 't%.0s' $(seq 1 3000))" longlink
        ln -s x symhard; ln symhard symhard2
        mkfifo -m 640 nodes/fifo; mknod nodes/null c 1 3; mknod nodes/block b 7 200; mknod nodes/white c 0 0
        python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("nodes/socket")' 2>/dev/null || true
        printf a > "names/with space"; printf b > $'names/new\nline'; printf c > $'names/\xff\xfe\x80 not utf8'; printf d > "names/$(printf 'ü%.0s' $(seq 1 127))"
        printf e > 'names/back\slash'; printf f > 'names/-rf'; printf g > 'names/*'
        cp /bin/true suid; chmod 4755 suid; cp /bin/true sgid; chown 12:34 sgid; chmod 2711 sgid
        cp /bin/true capable; chown 5:6 capable; setcap cap_net_raw+ep capable
        mkdir -m 1777 sticky
        chown 4294967290:65534 plain.txt
        setfattr -n user.note -v "some value" plain.txt; setfattr -n trusted.secret -v 0x00ff00 plain.txt; setfattr -n security.label -v l plain.txt
        setfattr -n user.big -v "$(printf 'v%.0s' $(seq 1 2000))" many
        setfattr -h -n trusted.link -v l dangling; setfattr -n trusted.fifo -v f nodes/fifo
        setfacl -m u:1234:rwx,g:77:r,d:u:99:rx acl.d; echo in > acl.d/inherits; echo out > acl.d/own; setfacl -b acl.d/own; setfacl -m u:5:r acl.d/own
        echo n > acl.d/none; setfacl -b acl.d/none
        mkdir acl.d/sub
        touch -d '1969-07-20 20:17:40.123456789 UTC' many/f1; touch -h -d '1999-12-31 23:59:59.999999999 UTC' dangling
        touch -d '2100-01-01 00:00:00.5 UTC' many/f2
        touch -d '2001-02-03 04:05:06.7 UTC' hard deep/a empty.d nodes
        echo log > append.log; echo keep > locked; mkdir locked.d; echo in > locked.d/inside; echo nd > nodump
        chattr +a append.log; chattr +i locked; chattr +i locked.d; chattr +d nodump
        touch -d '2005-05-05 05:05:05 UTC' . 
        """;

    public static void Make(string folder) => Shell.Run(Script, folder);

    public static void RequireRoot()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Skip("needs root: devices, owners, capabilities");
        }
    }

    /// <summary>Both trees as an independent lister sees them; sockets have no content and are not expected.</summary>
    public static void AssertEqual(string source, string target)
    {
        var expected = Lister.List(source);
        var found = Lister.List(target);
        var differences = expected.Where(pair => !pair.Value.Contains(" mode=c", StringComparison.Ordinal) && found.GetValueOrDefault(pair.Key) != pair.Value)
            .Select(pair => $"- {pair.Value}\n+ {found.GetValueOrDefault(pair.Key)}")
            .Concat(found.Where(pair => !expected.ContainsKey(pair.Key)).Select(pair => $"+ {pair.Value}"))
            .Take(20).ToList();
        Assert.True(differences.Count == 0, string.Join("\n", differences));
        Assert.True(expected.Count > 1);
    }
}
