namespace FleetMigrator.LocalRegion.Oss;

/// <summary>One file of an object. An object made from parts keeps the parts' files, so completing copies nothing.</summary>
internal sealed record Segment(string File, long Length);
