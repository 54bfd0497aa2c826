namespace FleetMigrator.Grains.Interfaces.Fleet.Search;

/// <summary>How the values of a field are written and compared.</summary>
public enum FieldKind
{
    /// <summary>One word of a fixed set or an id: <c>=</c> and <c>!=</c>; <c>:</c> means the same as <c>=</c>; <c>none</c> is its absence.</summary>
    Word,

    /// <summary>Free text: <c>:</c> finds a part of it, <c>=</c> and <c>!=</c> compare the whole, without regard to case.</summary>
    Text,

    /// <summary>A whole number: all comparisons.</summary>
    Number,

    /// <summary>Bytes, with KiB, MiB, GiB or TiB: all comparisons.</summary>
    Size,

    /// <summary>Time since a moment, with s, m, h, d or w: less and greater only.</summary>
    Age,

    /// <summary>Tags: <c>tag:key</c> finds the key, <c>tag.key=value</c> the value; case counts.</summary>
    Tag,
}
