using System.Text;

namespace FleetMigrator.Agent.Logging;

/// <summary>A log file that moves aside when it is full: <c>x.log</c>, <c>x.log.1</c> … so that it can't fill a disk.</summary>
internal sealed class RotatingFile(string path, long maxBytes = RotatingFile.DefaultMaxBytes, int files = RotatingFile.DefaultFiles)
{
    public const long DefaultMaxBytes = 10 * 1024 * 1024;
    public const int DefaultFiles = 5;

    private readonly Lock _gate = new();

    public void Append(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        lock (_gate)
        {
            try
            {
                RotateWhenFull(bytes.Length);
                var options = new FileStreamOptions
                {
                    Mode = FileMode.Append,
                    Access = FileAccess.Write,
                    Share = FileShare.ReadWrite | FileShare.Delete,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                };
                using var file = new FileStream(path, options);
                file.Write(bytes);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A full disk must not end a migration; standard error is what is left (the supervisor keeps it).
                Console.Error.Write(text);
            }
        }
    }

    private void RotateWhenFull(int coming)
    {
        var current = new FileInfo(path);
        if (!current.Exists || current.Length + coming <= maxBytes)
        {
            return;
        }

        for (var i = files - 1; i >= 1; i--)
        {
            var older = i == 1 ? path : $"{path}.{i - 1}";
            if (File.Exists(older))
            {
                File.Move(older, $"{path}.{i}", overwrite: true);
            }
        }
    }
}
