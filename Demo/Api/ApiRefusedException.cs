using System.Text.Json;

namespace FleetMigrator.Demo.Api;

/// <summary>The service refused a request; the body is a problem document.</summary>
public sealed class ApiRefusedException(int status, string body) : Exception($"HTTP {status}: {body}")
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Codes of all faults, <c>FM-nnnn</c>, in the order given.</summary>
    public IReadOnlyList<string> Codes { get; } = Read(body);

    private static List<string> Read(string body)
    {
        using var document = JsonDocument.Parse(body.StartsWith('{') ? body : "{}");
        if (document.RootElement.TryGetProperty("faults", out var faults) && faults.ValueKind == JsonValueKind.Array)
        {
            return [.. faults.EnumerateArray().Select(fault => fault.GetProperty("code").GetString()!)];
        }

        return document.RootElement.TryGetProperty("code", out var code) ? [code.GetString()!] : [];
    }
}
