using System.Runtime.InteropServices;

namespace FleetMigrator.Agent.Linux;

/// <summary><c>struct termios</c> of x86-64, as far as it is changed here.</summary>
[StructLayout(LayoutKind.Explicit, Size = 60)]
internal struct TerminalSettings
{
    private const uint Echo = 0x8;
    private const uint EchoNewLine = 0x40;

    [FieldOffset(12)]
    private uint _local;

    /// <summary>What is typed isn't shown, but the end of the line is.</summary>
    public readonly TerminalSettings Silent() => this with { _local = (_local & ~Echo) | EchoNewLine };
}
