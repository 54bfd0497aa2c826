using System.Text;
using System.Text.Json;
using FleetMigrator.LocalRegion.Oss;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Tests.State;

public sealed class JournalTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_a_crash_cut_between_journal_and_documents_is_finished_at_the_next_start()
    {
        var data = Directory.CreateTempSubdirectory("journal-");
        try
        {
            var state = new RegionState(data.FullName);
            state.Write(change => change.Create(state.Buckets, new Bucket("old", "cn-beijing", Now)));

            // The moment after the journal was written and before the first document was touched.
            JournalEntry[] entries =
            [
                new("buckets", "new", state.Buckets.Serialize(new Bucket("new", "cn-beijing", Now))),
                new("buckets", "old", Content: null),
            ];
            AtomicFile.Write(Path.Combine(data.FullName, "state", "commit.json"), JsonSerializer.SerializeToUtf8Bytes(entries));

            Assert.Equal(["new"], new RegionState(data.FullName).Buckets.Ids);
            Assert.Equal(["new"], new RegionState(data.FullName).Buckets.Ids);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_document_that_was_half_written_is_not_seen()
    {
        var data = Directory.CreateTempSubdirectory("journal-");
        try
        {
            var state = new RegionState(data.FullName);
            state.Write(change => change.Create(state.Buckets, new Bucket("good", "cn-beijing", Now)));
            File.WriteAllText(Path.Combine(data.FullName, "state", "buckets", "half.json.new"), "{\"Id\":\"ha", Encoding.UTF8);
            Assert.Equal(["good"], new RegionState(data.FullName).Buckets.Ids);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_change_that_throws_stores_nothing()
    {
        var data = Directory.CreateTempSubdirectory("journal-");
        try
        {
            var state = new RegionState(data.FullName);
            Assert.Throws<InvalidOperationException>(() => state.Write(change =>
            {
                change.Create(state.Buckets, new Bucket("b", "cn-beijing", Now));
                throw new InvalidOperationException();
            }));
            Assert.Empty(state.Buckets.All);
            Assert.Empty(new RegionState(data.FullName).Buckets.All);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
