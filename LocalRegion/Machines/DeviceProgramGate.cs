using System.Text;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>
/// Version 2 of cgroups asks a small program instead of a list. Each change attaches a new program and then takes the
/// older ones away; in between both must agree, so nothing is ever open that neither list holds.
/// </summary>
internal sealed unsafe class DeviceProgramGate(string hierarchy) : DeviceGate(hierarchy)
{
    private const int Call = 321; // bpf(2) on x86-64, the only architecture there is here.
    private const int Load = 5;
    private const int Attach = 8;
    private const int Detach = 9;
    private const int FromId = 13;
    private const int Query = 16;
    private const int ProgramKind = 15; // BPF_PROG_TYPE_CGROUP_DEVICE
    private const int AttachKind = 6; // BPF_CGROUP_DEVICE
    private const uint AllowMany = 2;
    private const int MostPrograms = 16;

    public override void Create(string group)
    {
        Directory.CreateDirectory(Folder(group));
        Permit(group, []);
    }

    public override void Permit(string group, IReadOnlyCollection<DeviceNumber> disks)
    {
        using var folder = new FolderHandle(Folder(group));
        var before = Attached(folder.Descriptor);
        var rules = CharacterDevices.Select(device => (DeviceProgram.Character, device.Major, device.Minor))
            .Concat(disks.Select(device => (DeviceProgram.Block, device.Major, device.Minor)));
        var program = LoadProgram(DeviceProgram.Compile(rules));
        try
        {
            Change(Attach, folder.Descriptor, program, AllowMany, group);
        }
        finally
        {
            _ = Libc.Close(program);
        }

        foreach (var id in before)
        {
            var older = Bpf(FromId, &id, sizeof(uint), $"program {id} of {group}");
            Change(Detach, folder.Descriptor, older, 0, group);
            _ = Libc.Close(older);
        }
    }

    private static int LoadProgram(ulong[] code)
    {
        var licence = Encoding.ASCII.GetBytes("MIT\0");
        var log = new byte[16384];
        fixed (ulong* first = code)
        fixed (byte* licenceText = licence)
        fixed (byte* logText = log)
        {
            // union bpf_attr of BPF_PROG_LOAD.
            var load = stackalloc ulong[8];
            new Span<ulong>(load, 8).Clear();
            ((uint*)load)[0] = ProgramKind;
            ((uint*)load)[1] = (uint)code.Length;
            load[1] = (ulong)first;
            load[2] = (ulong)licenceText;
            ((uint*)load)[6] = 1;
            ((uint*)load)[7] = (uint)log.Length;
            load[4] = (ulong)logText;
            var descriptor = (int)Libc.Bpf(Call, Load, load, 64);
            return descriptor >= 0
                ? descriptor
                : throw Libc.Error($"the device program was refused: {Encoding.ASCII.GetString(log).TrimEnd('\0')}");
        }
    }

    private static void Change(int command, int folder, int program, uint flags, string group)
    {
        var change = stackalloc uint[8];
        new Span<uint>(change, 8).Clear();
        change[0] = (uint)folder;
        change[1] = (uint)program;
        change[2] = AttachKind;
        change[3] = flags;
        Bpf(command, change, 32, $"device rules of {group}");
    }

    private static uint[] Attached(int folder)
    {
        var ids = stackalloc uint[MostPrograms];
        var query = stackalloc ulong[8];
        new Span<ulong>(query, 8).Clear();
        ((uint*)query)[0] = (uint)folder;
        ((uint*)query)[1] = AttachKind;
        query[2] = (ulong)ids;
        ((uint*)query)[6] = MostPrograms;
        Bpf(Query, query, 64, "device rules");
        return new Span<uint>(ids, (int)((uint*)query)[6]).ToArray();
    }

    private static int Bpf(int command, void* attribute, int size, string what)
    {
        var answer = (int)Libc.Bpf(Call, command, attribute, (nuint)size);
        return answer >= 0 ? answer : throw Libc.Error(what);
    }
}
