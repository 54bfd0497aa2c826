namespace FleetMigrator.Grains.Names;

/// <summary>A name that one thing has at a time. Key: what is named, a slash, and the name in lower case (see <see cref="UniqueNames"/>).</summary>
[Alias("fleet.unique-name")]
internal interface IUniqueName : IGrainWithStringKey
{
    /// <summary>Takes the name unless somebody has it. Repeating is safe.</summary>
    /// <returns>Who has it now.</returns>
    [Alias("take")]
    Task<string> Take(string owner);

    /// <summary>Gives the name back; nothing happens when somebody else has it. Repeating is safe.</summary>
    [Alias("free")]
    Task Free(string owner);
}
