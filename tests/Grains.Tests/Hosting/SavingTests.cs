using FleetMigrator.Grains.Hosting;
using NSubstitute;

namespace FleetMigrator.Grains.Tests.Hosting;

/// <summary>How grains store their state when a timer lets calls in between.</summary>
public sealed class SavingTests
{
    [Fact]
    public async Task Writes_follow_each_other_and_what_was_saved_last_stays()
    {
        var store = Substitute.For<IPersistentState<string>>();
        var grain = Substitute.For<IGrainBase>();
        var first = new TaskCompletionSource();
        var written = new List<string>();
        store.WriteStateAsync().Returns(_ =>
        {
            written.Add(store.State);
            return written.Count == 1 ? first.Task : Task.CompletedTask;
        });

        var one = grain.Save(store, "one");
        var two = grain.Save(store, "one and two");
        Assert.Equal(["one"], written);
        Assert.Equal("one and two", store.State);
        Assert.False(two.IsCompleted);
        first.SetResult();
        await one;
        await two;
        Assert.Equal(["one", "one and two"], written);
    }
}
