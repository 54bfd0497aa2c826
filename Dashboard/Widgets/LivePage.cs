using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using Microsoft.AspNetCore.Components;

namespace FleetMigrator.Dashboard.Widgets;

/// <summary>
/// A page that shows what is, without reloading: it loads when its address changes, when a thing that it shows changes, and at the
/// latest every few seconds, because a lost bell may cost freshness but never truth.
/// </summary>
public abstract class LivePage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly SemaphoreSlim _bell = new(0, 1);
    private IDisposable? _subscription;
    private Task? _loop;

    /// <summary>Rings when something changed.</summary>
    [Inject]
    public required IFleetChanges Changes { get; init; }

    /// <summary>The clock.</summary>
    [Inject]
    public required TimeProvider Clock { get; init; }

    /// <summary>What stands in the way of showing the page, or null.</summary>
    protected Fault? LoadFault { get; private set; }

    /// <summary>Whether the first load has ended.</summary>
    protected bool Loaded { get; private set; }

    /// <summary>Ends with the page.</summary>
    protected CancellationToken Gone => _gone.Token;

    /// <summary>The longest pause between two loads.</summary>
    protected virtual TimeSpan Freshness => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        await _gone.CancelAsync();
        if (_loop is not null)
        {
            await _loop;
        }

        _gone.Dispose();
        _bell.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task Load(CancellationToken cancellation);

    /// <summary>Whether a change of this thing concerns the page.</summary>
    protected virtual bool Concerns(string id) => true;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync() => await TryLoad();

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _subscription = Changes.Subscribe(id =>
            {
                if (Concerns(id))
                {
                    Ring();
                }
            });
            _loop = KeepFresh();
        }
    }

    /// <summary>Does something for the person and shows what came of it.</summary>
    /// <returns>The fault, or null when it worked.</returns>
    protected async Task<Fault?> Attempt(Func<Task> action)
    {
        try
        {
            await action();
            return null;
        }
        catch (FleetException refused)
        {
            return refused.Fault;
        }
        finally
        {
            await TryLoad();
        }
    }

    private void Ring()
    {
        try
        {
            _bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already rung and not yet heard.
        }
        catch (ObjectDisposedException)
        {
            // The page went away while the bell was being rung.
        }
    }

    private async Task KeepFresh()
    {
        try
        {
            while (!_gone.IsCancellationRequested)
            {
                await _bell.WaitAsync(Freshness, _gone.Token);
                await InvokeAsync(async () =>
                {
                    await TryLoad();
                    StateHasChanged();
                });

                // A few changes a second are as many as a person can read.
                await Task.Delay(TimeSpan.FromMilliseconds(500), Clock, _gone.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private async Task TryLoad()
    {
        try
        {
            await Load(_gone.Token);
            LoadFault = null;
        }
        catch (FleetException failure)
        {
            LoadFault = failure.Fault;
        }

        Loaded = true;
    }
}
