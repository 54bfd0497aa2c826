namespace FleetMigrator.Silo.ReadModel;

/// <summary>A fact of a thing by which it is found; several of one field are several values.</summary>
/// <param name="Field">Name of a search field; a tag's is <c>tag.</c> and its key.</param>
/// <param name="Text">As it is compared: lower case, or as the catalogue writes it; a tag's as given.</param>
/// <param name="Number">For numbers, sizes (bytes) and moments (milliseconds since 1970).</param>
internal sealed record Fact(string Field, string Text, long Number = 0);
