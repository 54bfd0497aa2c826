namespace FleetMigrator.LocalRegion.Machines;

/// <summary>
/// Which devices a group of processes may open. Making a node is always allowed, because file systems that are being
/// restored hold device nodes; opening one isn't.
/// </summary>
internal interface IDeviceGate
{
    /// <summary>File that takes the number of a process which enters the group.</summary>
    string ProcessFile(string group);

    /// <summary>Makes the group, open for nothing but the ordinary character devices. Repeating it is safe.</summary>
    void Create(string group);

    /// <summary>Replaces the block devices that may be opened.</summary>
    void Permit(string group, IReadOnlyCollection<DeviceNumber> disks);

    /// <summary>Kills what is left in the group and removes it. Repeating it is safe.</summary>
    Task Remove(string group, CancellationToken cancellation);

    IReadOnlyList<int> Processes(string group);

    /// <summary>The groups whose names begin so.</summary>
    IReadOnlyList<string> Groups(string prefix);
}
