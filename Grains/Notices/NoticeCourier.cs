using FleetMigrator.Grains.Interfaces.Notices;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Notices;

/// <summary>Brings notices from the things to the board, without letting the things wait.</summary>
internal sealed partial class NoticeCourier(IGrainFactory grains, TimeProvider clock, ILogger<NoticeCourier> log) : INotices
{
    private const string Account = "default"; // The only one until there are more.
    private const int Tries = 6;

    public void Tell(Notice notice) => _ = Deliver(notice);

    private async Task Deliver(Notice notice)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                await grains.GetGrain<INoticeBoard>(Account).Post(notice);
                return;
            }
            catch (Exception failed) when (number < Tries)
            {
                LogAgain(failed, notice.Id);
                await Task.Delay(TimeSpan.FromSeconds(number), clock);
            }
            catch (Exception failed)
            {
                // The thing itself says the same on its page.
                LogLost(failed, notice.Id, notice.Text);
                return;
            }
        }
    }

    [LoggerMessage(9501, LogLevel.Warning, "The notice {Id} could not be posted; it is tried again")]
    private partial void LogAgain(Exception failed, string id);

    [LoggerMessage(9502, LogLevel.Error, "The notice {Id} could not be posted and is lost: {Text}")]
    private partial void LogLost(Exception failed, string id, string text);
}
