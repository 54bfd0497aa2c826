using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.Cloud.Protocol.Shapes.Oss;

/// <summary>What the XML bodies of OSS share.</summary>
internal static class OssXml
{
    public static string Write(XElement root)
        => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.ToString(SaveOptions.DisableFormatting);

    /// <summary>Reads a body whose root must have this name; entities and external references are not followed.</summary>
    /// <exception cref="FormatException">When it is not that.</exception>
    public static XElement Read(string body, string root)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(body), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var element = XElement.Load(reader);
            return element.Name.LocalName == root ? element : throw new FormatException($"The XML root {root} was expected, {element.Name.LocalName} found.");
        }
        catch (XmlException malformed)
        {
            throw new FormatException($"The XML body with the root {root} is malformed.", malformed);
        }
    }

    public static XElement? Optional(string name, string? value) => string.IsNullOrEmpty(value) ? null : new XElement(name, value);

    public static string Text(this XElement element, string name) => element.Element(name)?.Value ?? "";

    public static int Number(this XElement element, string name)
        => int.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static long LongNumber(this XElement element, string name)
        => long.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static bool Flag(this XElement element, string name) => bool.TryParse(element.Text(name), out var flag) && flag;

    public static DateTimeOffset Time(this XElement element, string name) => WireTime.TryParse(element.Text(name), out var at) ? at : default;

    /// <summary>Entity tags stand in quotes on the wire.</summary>
    public static string Quote(string tag) => $"\"{tag}\"";

    public static string Unquote(string tag) => tag.Trim('"');

    /// <summary>Keys are encoded where the caller asked for <c>encoding-type=url</c>, because XML cannot carry every character.</summary>
    public static string EncodeKey(string key, bool urlEncoded) => urlEncoded ? PercentEncoding.Encode(key) : key;

    public static string DecodeKey(string key, bool urlEncoded) => urlEncoded ? PercentEncoding.Decode(key, plusIsSpace: true) : key;
}
