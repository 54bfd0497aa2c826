namespace FleetMigrator.LocalRegion.Machines;

/// <summary>Something of the host refused: a command, a device, a namespace. The message says which and why.</summary>
public sealed class MachineException : Exception
{
    public MachineException()
    {
    }

    public MachineException(string message)
        : base(message)
    {
    }

    public MachineException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
