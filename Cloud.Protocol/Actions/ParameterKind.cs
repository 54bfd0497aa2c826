namespace FleetMigrator.Cloud.Protocol.Actions;

/// <summary>How a parameter is written.</summary>
public enum ParameterKind
{
    /// <summary>Text, or text that holds a comma list.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c> in any case: SDKs differ.</summary>
    Flag,

    /// <summary>One parameter whose text is JSON.</summary>
    Json,

    /// <summary><c>Name.1</c>, <c>Name.2</c> … with texts.</summary>
    List,

    /// <summary><c>Name.Member</c>.</summary>
    Struct,

    /// <summary><c>Name.1.Member</c>, <c>Name.2.Member</c> …</summary>
    Structs,
}
