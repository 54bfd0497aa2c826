using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using FleetMigrator.Cloud.Protocol.Errors;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>Writes envelopes as JSON or, for callers that ask for it, as XML.</summary>
internal static class RpcAnswer
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task Write(HttpContext http, int status, string xmlRoot, bool xml, JsonObject answer)
    {
        var text = xml
            ? "<?xml version='1.0' encoding='UTF-8'?>" + new XElement(xmlRoot, Elements(answer)).ToString(SaveOptions.DisableFormatting)
            : answer.ToJsonString(Json);
        var body = Encoding.UTF8.GetBytes(text);
        http.Response.StatusCode = status;
        http.Response.ContentType = xml ? "text/xml;charset=utf-8" : "application/json;charset=utf-8";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    public static Task Failure(HttpContext http, string requestId, bool xml, WireException failure) => Write(http, failure.Error.Status, "Error", xml, new JsonObject
    {
        ["RequestId"] = requestId,
        ["HostId"] = http.Request.Host.Value ?? "",
        ["Code"] = failure.Error.Code,
        ["Message"] = failure.Message,
    });

    private static IEnumerable<XElement> Elements(JsonObject from) => from.SelectMany(pair => pair.Value switch
    {
        null => [],
        JsonObject inner => [new XElement(pair.Key, Elements(inner))],
        JsonArray list => list.Select(item => item is JsonObject inner
            ? new XElement(pair.Key, Elements(inner))
            : new XElement(pair.Key, item?.ToString())),
        var value => (IEnumerable<XElement>)[new XElement(pair.Key, value.ToString())],
    });
}
