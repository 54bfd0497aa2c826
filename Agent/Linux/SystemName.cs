using System.Text;

namespace FleetMigrator.Agent.Linux;

/// <summary>What <c>uname</c> tells.</summary>
internal sealed record SystemName(string System, string Host, string Release, string Machine)
{
    private const int FieldBytes = 65;
    private const int Fields = 6;

    public static unsafe SystemName Read()
    {
        var buffer = stackalloc byte[FieldBytes * Fields];
        if (Libc.SystemName(buffer) != 0)
        {
            throw new IOException($"uname: {Libc.LastError()}");
        }

        return new SystemName(Field(buffer, 0), Field(buffer, 1), Field(buffer, 2), Field(buffer, 4));
    }

    private static unsafe string Field(byte* buffer, int index)
    {
        var field = new ReadOnlySpan<byte>(buffer + (index * FieldBytes), FieldBytes);
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(field[..(end < 0 ? FieldBytes : end)]);
    }
}
