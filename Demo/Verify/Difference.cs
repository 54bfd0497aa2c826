namespace FleetMigrator.Demo.Verify;

/// <summary>Something that differs between source and image.</summary>
/// <param name="Path">Where, below the file system's root.</param>
/// <param name="What">Which aspect: missing, added, type, mode, owner, content, time, target, links, attributes.</param>
/// <param name="Source">On the source.</param>
/// <param name="Image">In the image.</param>
internal sealed record Difference(string Path, string What, string Source, string Image);
