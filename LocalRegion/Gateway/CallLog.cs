using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>Every call, one JSON line each, appended before the answer is sent.</summary>
internal sealed class CallLog : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly Lock _gate = new();
    private readonly string _path;
    private FileStream _file;

    public CallLog(string dataFolder)
    {
        _path = Path.Combine(dataFolder, "calls.jsonl");
        _file = Open();
    }

    public void Add(CallRecord record)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(record, Json), (byte)'\n'];
        lock (_gate)
        {
            _file.Write(line);
            _file.Flush();
        }
    }

    /// <summary>The whole log as one JSON array; a last line that a crash cut short is left out.</summary>
    public IReadOnlyList<JsonElement> Read()
    {
        lock (_gate)
        {
            var lines = new List<JsonElement>();
            foreach (var line in File.ReadLines(_path))
            {
                if (line.EndsWith('}'))
                {
                    lines.Add(JsonSerializer.Deserialize<JsonElement>(line));
                }
            }

            return lines;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _file.Dispose();
            File.Delete(_path);
            _file = Open();
        }
    }

    public void Dispose() => _file.Dispose();

    private FileStream Open()
    {
        var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(0, SeekOrigin.End);
        if (file.Position > 0)
        {
            // A crash may have cut the last line; the next one must not be glued to it.
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n')
            {
                file.WriteByte((byte)'\n');
            }
        }

        return file;
    }
}
