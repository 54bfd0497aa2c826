
namespace FleetMigrator.LocalRegion.Oss;

/// <summary>One call to the object store, taken apart.</summary>
/// <param name="Http">Where the answer goes.</param>
/// <param name="RequestId">As in the answer.</param>
/// <param name="Bucket">Null for calls to the service.</param>
/// <param name="Key">Decoded; null for calls to a bucket.</param>
/// <param name="Query">Decoded; a parameter without a value has an empty one.</param>
/// <param name="HostRegion">Region that the Host header names, or null.</param>
/// <param name="SignedRegion">Region of a V4 signature, or null.</param>
internal sealed record OssRequest(
    HttpContext Http,
    string RequestId,
    string? Bucket,
    string? Key,
    IReadOnlyDictionary<string, string> Query,
    string? HostRegion,
    string? SignedRegion)
{
    public string Method => Http.Request.Method;

    public CancellationToken Cancellation => Http.RequestAborted;

    public string? this[string parameter] => Query.GetValueOrDefault(parameter);

    public bool Has(string parameter) => Query.ContainsKey(parameter);

    /// <summary>A number within bounds, or the default when absent.</summary>
    public int Number(string parameter, int otherwise, int least, int most)
    {
        var text = this[parameter];
        if (string.IsNullOrEmpty(text))
        {
            return otherwise;
        }

        return int.TryParse(text, out var number) && number >= least && number <= most
            ? number
            : throw OssFailure.InvalidArgument($"Argument {parameter} must be an integer between {least} and {most}.", parameter, text);
    }
}
