using Orleans.Storage;

namespace FleetMigrator.Silo.Tests.Storage;

/// <summary>What grains rely on, whatever the database.</summary>
public abstract class GrainStorageContract : IAsyncLifetime
{
    private const string State = "test-direct";

    private StoreFixture? _started;

    private StoreFixture Store => _started!;

    public async ValueTask InitializeAsync() => _started = await Start();

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_started is not null)
        {
            await _started.DisposeAsync();
        }
    }

    private protected abstract Task<StoreFixture> Start();

    [Fact]
    public async Task Of_several_first_writers_exactly_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 16).Select(number => Task.Run(() => TryWrite(new GrainState<CounterState>(new CounterState { Value = number })))));
        Assert.Equal(1, outcomes.Count(won => won));
        Assert.True((await Read()).RecordExists);
    }

    [Fact]
    public async Task A_write_with_a_stale_version_is_refused_and_changes_nothing()
    {
        await TryWrite(new GrainState<CounterState>(new CounterState { Value = 1 }));
        var stale = await Read();
        var fresh = await Read();
        fresh.State = new CounterState { Value = 2 };
        Assert.True(await TryWrite(fresh));

        stale.State = new CounterState { Value = 3 };
        Assert.False(await TryWrite(stale));
        Assert.Equal(2, (await Read()).State!.Value);
    }

    [Fact]
    public async Task A_clear_with_a_stale_version_is_refused()
    {
        await TryWrite(new GrainState<CounterState>(new CounterState { Value = 1 }));
        var stale = await Read();
        Assert.True(await TryWrite(await Read()));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Store.Storage.ClearStateAsync(State, Grain, stale));
        Assert.True((await Read()).RecordExists);
    }

    [Fact]
    public async Task After_a_clear_a_late_writer_of_the_old_state_loses()
    {
        await TryWrite(new GrainState<CounterState>(new CounterState { Value = 1 }));
        var late = await Read();
        var clearing = await Read();
        await Store.Storage.ClearStateAsync(State, Grain, clearing);

        late.State = new CounterState { Value = 2 };
        Assert.False(await TryWrite(late));
        Assert.Equal(0, (await Read()).State!.Value);
    }

    [Fact]
    public async Task A_grain_finds_its_state_after_a_restart_and_goes_on_writing()
    {
        Assert.Equal(1, await Store.Grains.GetGrain<ICounter>("one").Add());
        await Store.Restart();
        var counter = Store.Grains.GetGrain<ICounter>("one");
        Assert.Equal(2, await counter.Add());
        await counter.Clear();
        Assert.Equal(1, await counter.Add());
    }

    [Fact]
    public async Task Many_writers_do_not_stop_each_other_or_anybody_else()
    {
        const int writers = 64;
        const int writes = 25;
        var bystander = Store.Grains.GetGrain<ICounter>("bystander");
        var busy = Task.WhenAll(Enumerable.Range(0, writers).Select(async number =>
        {
            var counter = Store.Grains.GetGrain<ICounter>($"writer-{number}");
            for (var round = 0; round < writes; round++)
            {
                await counter.Add();
            }

            return await counter.Value();
        }));

        // A silo whose threads all sleep on the file lock answers nothing at all: a generous limit tells the two apart.
        var answers = 0;
        do
        {
            await bystander.Value().WaitAsync(TimeSpan.FromSeconds(10));
            answers++;
        }
        while (!busy.IsCompleted);

        Assert.All(await busy, value => Assert.Equal(writes, value));
        Assert.True(answers > 1, $"the bystander answered {answers} times");
    }

    [Fact]
    public async Task Stored_states_are_plain_json_with_names_for_enumerations()
    {
        await Store.Grains.GetGrain<ICounter>("one").Add();
        await using var connection = Store.Database.OpenReader();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Store.Database.Dialect.StateField("Day")} FROM OrleansStorage WHERE GrainTypeString = 'test-counter'";
        Assert.Equal("Friday", await command.ExecuteScalarAsync());
    }

    private static GrainId Grain { get; } = GrainId.Create("direct", "one");

    private async Task<GrainState<CounterState>> Read()
    {
        var state = new GrainState<CounterState>();
        await Store.Storage.ReadStateAsync(State, Grain, state);
        return state;
    }

    private async Task<bool> TryWrite(GrainState<CounterState> state)
    {
        try
        {
            await Store.Storage.WriteStateAsync(State, Grain, state);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }
}
