namespace FleetMigrator.Grains.Naming;

/// <summary>A name that one migration job has at a time. Key: the name in lower case.</summary>
[Alias("fleet.name-lease")]
internal interface INameLease : IGrainWithStringKey
{
    /// <summary>Takes the name; false when another job has it. Repeating is safe.</summary>
    [Alias("take")]
    Task<bool> Take(string jobId);

    /// <summary>Gives the name back; nothing happens when another job has it. Repeating is safe.</summary>
    [Alias("leave")]
    Task Leave(string jobId);
}
