using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>The highest epoch that was ever admitted for a job, on disk, so that a restart doesn't let an old attempt in.</summary>
internal sealed class EpochFile
{
    private readonly string _path;

    public EpochFile(string folder, string jobId, long atLeast)
    {
        _path = Path.Combine(folder, $"epoch-{XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(jobId)):x16}");
        Current = File.Exists(_path) && long.TryParse(File.ReadAllText(_path), NumberStyles.Integer, CultureInfo.InvariantCulture, out var stored) ? stored : long.MinValue;
        TryRaise(atLeast);
    }

    public long Current { get; private set; }

    /// <summary>Stores a higher epoch; false if it isn't higher.</summary>
    public bool TryRaise(long epoch)
    {
        if (epoch <= Current)
        {
            return false;
        }

        using (var file = new FileStream(_path + ".next", FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.ASCII.GetBytes(epoch.ToString(CultureInfo.InvariantCulture)));
            file.Flush(flushToDisk: true);
        }

        File.Move(_path + ".next", _path, overwrite: true);
        Current = epoch;
        return true;
    }
}
