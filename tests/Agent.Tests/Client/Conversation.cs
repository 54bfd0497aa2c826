using System.Diagnostics;
using System.Text;

namespace FleetMigrator.Agent.Tests.Client;

/// <summary>A program at a pseudo terminal, and the person who sits there.</summary>
internal sealed class Conversation(Process process) : IDisposable
{
    private readonly StringBuilder _seen = new();
    private readonly char[] _buffer = new char[1024];
    private int _answered;

    /// <summary>All that the terminal showed.</summary>
    public string Seen => _seen.ToString();

    /// <summary>Waits until the terminal shows this, after what was waited for before.</summary>
    public async Task Expect(string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        int found;
        while ((found = Seen.IndexOf(text, _answered, StringComparison.Ordinal)) < 0)
        {
            var count = await process.StandardOutput.ReadAsync(_buffer, patience.Token);
            Assert.True(count > 0, $"the program ended before it said '{text}': {Seen}");
            _seen.Append(_buffer, 0, count);
        }

        _answered = found + text.Length;
    }

    public async Task Type(string line)
    {
        await process.StandardInput.WriteAsync(line + "\n");
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Lets the program come to its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> End()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        _seen.Append(await process.StandardOutput.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public void Dispose() => process.Dispose();
}
