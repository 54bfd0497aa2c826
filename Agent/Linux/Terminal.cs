using Microsoft.Win32.SafeHandles;

namespace FleetMigrator.Agent.Linux;

/// <summary>
/// Standard input, read line by line without the framework's console: that one shows what is typed, by itself.
/// </summary>
internal sealed class Terminal
{
    private const int StandardInput = 0;
    private const int Flush = 2; // what was typed ahead, and shown, isn't taken for the answer

    private StreamReader? _input;

    public static bool IsThere => Libc.IsTerminal(StandardInput) == 1;

    /// <returns>Null at the end of the input.</returns>
    public string? ReadLine()
    {
        _input ??= new StreamReader(new FileStream(new SafeFileHandle(StandardInput, ownsHandle: false), FileAccess.Read, bufferSize: 0));
        return _input.ReadLine();
    }

    /// <summary>Asks for a line that isn't shown; the terminal is as before when this returns, however it returns.</summary>
    public async Task<string?> Ask(string question, TextWriter output, CancellationToken cancellation)
    {
        if (Libc.TerminalSettings(StandardInput, out var before) != 0)
        {
            throw new IOException($"the terminal cannot be asked: {Libc.LastError()}");
        }

        var silent = before.Silent();
        try
        {
            if (Libc.SetTerminal(StandardInput, Flush, silent) != 0)
            {
                throw new IOException($"the terminal cannot be silenced: {Libc.LastError()}");
            }

            await output.WriteAsync(question);
            await output.FlushAsync(cancellation);
            // On a thread of its own: a read can't be cancelled, and Ctrl-C must find the terminal restored.
            return await Task.Run(ReadLine, CancellationToken.None).WaitAsync(cancellation);
        }
        finally
        {
            _ = Libc.SetTerminal(StandardInput, Flush, before);
        }
    }
}
