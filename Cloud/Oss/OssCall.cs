using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.Cloud.Oss;

/// <summary>One request to OSS.</summary>
/// <param name="Method">In upper case.</param>
/// <param name="Region">Of the bucket.</param>
/// <param name="Resource">Bucket and key.</param>
internal sealed record OssCall(string Method, string Region, OssResource Resource)
{
    /// <summary>Sub-resources and filters; a name without a value has the empty value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Headers beside those of every call.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What is sent; null sends nothing. Kept in memory so that a second try can send it again.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Name for logs and errors.</summary>
    public string Name => $"oss:{Method} /{Resource.Bucket}/{Resource.Key} in {Region}";
}
