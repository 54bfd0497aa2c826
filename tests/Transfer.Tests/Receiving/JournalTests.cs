using CsCheck;
using FleetMigrator.Transfer.Receiving;

namespace FleetMigrator.Transfer.Tests.Receiving;

public sealed class JournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fleet-journal-").FullName;

    [Fact]
    public void The_last_record_of_a_key_counts_also_after_reopening_and_compacting()
    {
        var path = Path.Combine(_folder, "a");
        using (var journal = Journal.Open(path, 7))
        {
            journal.Append([new(1, 10), new(2, 20), new(1, 11), new(3, 30), new(2, UInt128.Zero)]);
            journal.Flush();
        }

        using (var journal = Journal.Open(path, 7))
        {
            Assert.Equal([(1UL, (UInt128)11), (3UL, (UInt128)30)], journal.Latest().Select(record => (record.Key, record.Identity)));
            journal.Compact(key => key == 3);
            journal.Append([new(4, 40)]);
        }

        using (var journal = Journal.Open(path, 7))
        {
            Assert.Equal([3UL, 4UL], journal.Latest().Select(record => record.Key));
        }
    }

    [Fact]
    public void Another_file_system_begins_with_an_empty_journal()
    {
        var path = Path.Combine(_folder, "b");
        using (var journal = Journal.Open(path, 7))
        {
            journal.Append([new(1, 10)]);
        }

        using var other = Journal.Open(path, 8);
        Assert.Empty(other.Latest());
    }

    [Fact]
    public void However_the_end_is_torn_the_whole_records_before_it_stay_and_the_journal_goes_on()
        => Gen.Select(Gen.Int[1, 40], Gen.Int[1, 500]).Sample((count, cut) =>
        {
            var path = Path.Combine(_folder, Guid.NewGuid().ToString());
            using (var journal = Journal.Open(path, 7))
            {
                journal.Append([.. Enumerable.Range(1, count).Select(i => new JournalRecord((ulong)i, (UInt128)i))]);
            }

            using (var file = new FileStream(path, FileMode.Open))
            {
                file.SetLength(Math.Max(64, file.Length - cut));
            }

            var whole = Math.Max(0, count - ((cut + JournalRecord.Size - 1) / JournalRecord.Size));
            using (var journal = Journal.Open(path, 7))
            {
                Assert.Equal(whole, journal.Latest().Count);
                journal.Append([new JournalRecord(1000, 1)]);
            }

            using var again = Journal.Open(path, 7);
            Assert.Equal(whole + 1, again.Latest().Count);
        }, iter: 50);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
