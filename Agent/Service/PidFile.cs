using System.Globalization;
using FleetMigrator.Agent.Linux;

namespace FleetMigrator.Agent.Service;

/// <summary>The file that names the supervisor's process.</summary>
internal sealed class PidFile(string path)
{
    public void Write(int process) => File.WriteAllText(path, process.ToString(CultureInfo.InvariantCulture) + "\n");

    public void Delete() => File.Delete(path);

    /// <summary>The supervisor, if it lives; an old file whose number now belongs to another program doesn't count.</summary>
    public int? Living()
    {
        try
        {
            var process = int.Parse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
            var words = File.ReadAllText($"/proc/{process}/cmdline").Split('\0');
            return words.Contains(Supervisor.Verb, StringComparer.Ordinal) && words[0].Contains("fleet-agent", StringComparison.Ordinal) ? process : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Asks the supervisor to end, and ends it the hard way when it doesn't.</summary>
    /// <returns>False when none lived.</returns>
    public async Task<bool> Stop(TimeSpan patience, TimeProvider clock, CancellationToken cancellation)
    {
        if (Living() is not { } process)
        {
            return false;
        }

        _ = Libc.Kill(process, Libc.SignalTerminate);
        var begun = clock.GetTimestamp();
        while (Living() == process)
        {
            if (clock.GetElapsedTime(begun) > patience)
            {
                _ = Libc.Kill(process, Libc.SignalKill);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellation);
        }

        Delete();
        return true;
    }
}
