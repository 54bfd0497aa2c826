using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace FleetMigrator.Silo.Hosting;

/// <summary>Turns one log event into one line.</summary>
internal sealed class JsonFileLogger(string category, TimeProvider clock, Action<string> write) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
            json.WriteString("level", Name(logLevel));
            json.WriteString("category", category);
            json.WriteNumber("event", eventId.Id);
            json.WriteString("text", formatter(state, exception));
            WriteFields(json, state);
            if (exception is not null)
            {
                json.WriteString("exception", exception.ToString());
            }

            if (Activity.Current is { } activity)
            {
                json.WriteString("trace", activity.TraceId.ToString());
            }

            json.WriteEndObject();
        }

        write(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteFields<TState>(Utf8JsonWriter json, TState state)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> fields)
        {
            return;
        }

        json.WriteStartObject("fields");
        foreach (var (name, value) in fields)
        {
            if (name == "{OriginalFormat}")
            {
                continue;
            }

            json.WriteString(name, value?.ToString());
        }

        json.WriteEndObject();
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
