namespace FleetMigrator.LocalRegion.Machines;

/// <summary>Compiles a list of devices into the instructions that the kernel runs at each opening of a device.</summary>
internal static class DeviceProgram
{
    public const int Block = 1;
    public const int Character = 2;

    // Operation codes, as <linux/bpf.h> numbers them.
    private const byte LoadWord = 0x61;
    private const byte Move = 0xbf;
    private const byte MoveConstant = 0xb7;
    private const byte AndConstant = 0x57;
    private const byte ShiftRight = 0x77;
    private const byte JumpIfNot = 0x55;
    private const byte JumpIfBit = 0x45;
    private const byte Exit = 0x95;
    private const int ReadOrWrite = 2 | 4;

    /// <param name="rules">Kind, major and minor number of each device that may be read and written; minor -1 for all.</param>
    public static ulong[] Compile(IEnumerable<(int Kind, int Major, int Minor)> rules)
    {
        var code = new List<ulong>
        {
            // r2 = kind, r3 = access wanted, r4 = major, r5 = minor, from struct bpf_cgroup_dev_ctx in r1.
            Instruction(LoadWord, 2, 1, 0, 0),
            Instruction(Move, 3, 2, 0, 0),
            Instruction(AndConstant, 2, 0, 0, 0xffff),
            Instruction(ShiftRight, 3, 0, 0, 16),
            Instruction(LoadWord, 4, 1, 4, 0),
            Instruction(LoadWord, 5, 1, 8, 0),

            // Neither reading nor writing: only a node is made.
            Instruction(JumpIfBit, 3, 0, 2, ReadOrWrite),
            Instruction(MoveConstant, 0, 0, 0, 1),
            Instruction(Exit, 0, 0, 0, 0),
        };
        foreach (var (kind, major, minor) in rules)
        {
            var rest = minor < 0 ? 3 : 4;
            code.Add(Instruction(JumpIfNot, 2, 0, rest, kind));
            code.Add(Instruction(JumpIfNot, 4, 0, rest - 1, major));
            if (minor >= 0)
            {
                code.Add(Instruction(JumpIfNot, 5, 0, rest - 2, minor));
            }

            code.Add(Instruction(MoveConstant, 0, 0, 0, 1));
            code.Add(Instruction(Exit, 0, 0, 0, 0));
        }

        code.Add(Instruction(MoveConstant, 0, 0, 0, 0));
        code.Add(Instruction(Exit, 0, 0, 0, 0));
        return [.. code];
    }

    private static ulong Instruction(byte operation, int target, int source, int offset, int constant)
        => operation | ((ulong)(target | (source << 4)) << 8) | ((ulong)(ushort)offset << 16) | ((ulong)(uint)constant << 32);
}
