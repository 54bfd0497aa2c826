using Microsoft.Extensions.Logging.Console;

namespace FleetMigrator.Silo.Hosting;

/// <summary>Where the log goes: lines for people on standard error, JSON in the data folder. Standard output stays for the ready line.</summary>
internal static class SiloLogging
{
    public static void AddSiloLogging(this ILoggingBuilder logging, IConfiguration configuration, string data, TimeProvider clock)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.Services.AddSingleton<ILoggerProvider>(new JsonFileLoggerProvider(LogFile(data), clock));
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("FleetMigrator", LogLevel.Information);
        // A dead peer makes both repeat each rejected message with a stack trace, thousands of times.
        logging.AddFilter("Polly", LogLevel.Critical);
        logging.AddFilter("Orleans.Messaging", LogLevel.Critical);
        // A silo without a cluster says at each start that it has none.
        logging.AddFilter("Orleans.Runtime.MembershipService", LogLevel.Error);
        // Measures its first pause from the machine's start and warns of it at each start of a silo.
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        // Advice about the garbage collector; the choice is made in the project file.
        logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        // Says at the first start that keys are not encrypted; they lie in the data folder, like the authority's.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddConfiguration(configuration.GetSection("Logging"));
    }

    public static string LogFile(string data) => Path.Combine(data, "logs", "silo.jsonl");
}
