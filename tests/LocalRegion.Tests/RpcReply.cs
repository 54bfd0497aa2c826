using System.Text.Json.Nodes;

namespace FleetMigrator.LocalRegion.Tests;

/// <summary>An answer of the OpenAPI gateway.</summary>
internal sealed record RpcReply(int Status, JsonObject Body)
{
    public string Code => Body[nameof(Code)]?.ToString() ?? "";

    public string this[string field] => Body[field]?.ToString() ?? throw new InvalidOperationException($"No {field} in {Body}.");

    public static async Task<RpcReply> Read(HttpResponseMessage answer)
        => new((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject());

    public RpcReply Good()
    {
        Assert.True(Status == 200, Body.ToString());
        return this;
    }

    public void Refused(int status, string code) => Assert.Equal((status, code), (Status, Code));
}
