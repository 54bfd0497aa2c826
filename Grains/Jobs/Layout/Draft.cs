using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Jobs.Layout;

/// <summary>A disk of the image while its partitions are being placed.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Source">The disk that it stands for.</param>
/// <param name="SizeBytes">Wanted size.</param>
/// <param name="Pieces">In order.</param>
internal sealed record Draft(int Index, Disk Source, long SizeBytes, IReadOnlyList<Piece> Pieces)
{
    // Partitions begin at whole MiB, as every partitioning tool does it; the first and the last MiB belong to the table.
    private const long Mib = 1L << 20;
    private const string LinuxGuid = "0FC63DAF-8483-4772-8E79-3D69D8477DE4";
    private const string LinuxMbr = "83";

    /// <summary>Bytes that table and partitions take.</summary>
    public long Needed => IsAsSource ? Math.Min(EndOfSource, Source.SizeBytes) : IsBare ? Pieces[0].SizeBytes : (2 * Mib) + Pieces.Sum(piece => Whole(piece.SizeBytes));

    /// <summary>Bytes that are left.</summary>
    public long Room => SizeBytes - Needed;

    /// <summary>Whether the partitions are those of the source, each with its size.</summary>
    public bool IsAsSource => Pieces.Count == Source.Partitions.Count
        && Pieces.Zip(Source.Partitions).All(pair => pair.First.Origin == Index && pair.First.Partition == pair.Second && pair.First.SizeBytes == pair.Second.SizeBytes);

    private bool IsBare => Source.Table == "none" && Pieces is [{ Partition.Number: 0 } only] && only.Origin == Index;

    private long EndOfSource => Source.Partitions.Count == 0 ? 0
        : Source.Partitions.Max(partition => partition.StartBytes + partition.SizeBytes) + (Source.Table == "gpt" ? Mib : 0);

    /// <summary>The disk with every partition in its place.</summary>
    public Disk Build()
    {
        if (IsAsSource)
        {
            // A source disk ends anywhere behind its last partition; a smaller one only has to hold the partitions.
            return Source with { SizeBytes = SizeBytes };
        }

        if (IsBare)
        {
            return Source with { SizeBytes = SizeBytes, Partitions = [Source.Partitions[0] with { SizeBytes = Pieces[0].SizeBytes }] };
        }

        var mbr = Source.Table == "dos";
        var numbers = Pieces.Where(piece => piece.Origin == Index && piece.Partition.Number > 0).Select(piece => piece.Partition.Number).ToHashSet();
        var start = Mib;
        var partitions = new List<Partition>();
        foreach (var piece in Pieces)
        {
            var own = piece.Origin == Index && piece.Partition.Number > 0;
            var size = Whole(piece.SizeBytes);
            partitions.Add(own
                ? piece.Partition with { StartBytes = start, SizeBytes = size }
                : piece.Partition with
                {
                    Number = Free(numbers),
                    StartBytes = start,
                    SizeBytes = size,
                    Type = mbr ? LinuxMbr : LinuxGuid,
                    Id = mbr ? "" : Guid(piece),
                    Name = "",
                    Attributes = 0,
                });
            start += size;
        }

        return Source with { SizeBytes = SizeBytes, Table = mbr ? "dos" : "gpt", TableId = Source.Table == "none" ? Guid(null) : Source.TableId, Partitions = partitions };
    }

    private static long Whole(long bytes) => (bytes + Mib - 1) / Mib * Mib;

    private static int Free(HashSet<int> numbers)
    {
        var number = 1;
        while (!numbers.Add(number))
        {
            number++;
        }

        return number;
    }

    // The same plan must come out each time it is asked for, so what needs an id gets it from what it is.
    private string Guid(Piece? piece)
        => new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(
            $"{Source.Name}\n{Source.TableId}\n{piece?.Origin}\n{piece?.Partition.Number}\n{piece?.Partition.FileSystem?.Uuid}")).AsSpan(0, 16)).ToString();
}
