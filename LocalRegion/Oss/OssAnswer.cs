using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace FleetMigrator.LocalRegion.Oss;

/// <summary>Writes answers in the object store's form.</summary>
internal static class OssAnswer
{
    public static async Task Xml(OssRequest request, XElement root)
    {
        var body = Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.ToString(SaveOptions.DisableFormatting));
        request.Http.Response.ContentType = "application/xml";
        request.Http.Response.ContentLength = body.Length;
        await request.Http.Response.Body.WriteAsync(body, request.Cancellation);
    }

    public static async Task Failure(HttpContext http, string requestId, OssFailure failure)
    {
        http.Response.StatusCode = failure.Status;
        if (HttpMethods.IsHead(http.Request.Method) || failure.Status == StatusCodes.Status304NotModified)
        {
            return;
        }

        var root = new XElement(
            "Error",
            new XElement("Code", failure.Code),
            new XElement("Message", failure.Message),
            new XElement("RequestId", requestId),
            new XElement("HostId", http.Request.Host.Value ?? ""));
        foreach (var (name, value) in failure.Details)
        {
            root.Add(new XElement(name, Printable(value)));
        }

        var body = Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root);
        http.Response.ContentType = "application/xml";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>The form of times in XML, such as <c>2026-11-23T21:00:00.000Z</c>.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Quoted(string etag) => $"\"{etag}\"";

    /// <summary>A key as it appears in a list: percent-encoded when the caller asked for it.</summary>
    public static string Name(OssRequest request, string name)
        => request["encoding-type"] == "url" ? Uri.EscapeDataString(name) : name;

    // XML has no way to write most control characters, and a signature's text may hold them.
    private static string Printable(string text)
        => string.Concat(text.Where(letter => letter is '\n' or '\t' or '\r' || !char.IsControl(letter)));
}
