namespace FleetMigrator.LocalRegion.Tests;

/// <summary>Waits for what a region does in the background.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task<T> Get<T>(string what, Func<Task<T?>> look)
        where T : class
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Pause);
        do
        {
            if (await look() is { } found)
            {
                return found;
            }
        }
        while (!limit.IsCancellationRequested && await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken));

        throw new TimeoutException($"It did not happen within {Patience.TotalSeconds} s: {what}.");
    }

    public static Task True(string what, Func<Task<bool>> look) => Get(what, async () => await look() ? "yes" : null);
}
