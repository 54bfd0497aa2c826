namespace FleetMigrator.System.Tests.Migrations;

/// <summary>Waits for what other processes do.</summary>
internal static class Awaiting
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>Looks again and again until there is something.</summary>
    public static async Task<T> Until<T>(string what, Func<Task<T?>> look, CancellationToken limit)
        where T : class
    {
        using var timer = new PeriodicTimer(Poll);
        try
        {
            while (true)
            {
                if (await look() is { } found)
                {
                    return found;
                }

                await timer.WaitForNextTickAsync(limit);
            }
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"Waited in vain for {what}.", late);
        }
    }
}
