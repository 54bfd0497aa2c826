using System.Xml.Linq;

namespace FleetMigrator.Cloud.Protocol.Shapes.Oss;

/// <summary>The body of a failure.</summary>
public static class OssErrorXml
{
    public static string Write(OssError error) => OssXml.Write(new XElement("Error",
        new XElement("Code", error.Code),
        new XElement("Message", error.Message),
        new XElement("RequestId", error.RequestId),
        new XElement("HostId", error.HostId),
        OssXml.Optional("BucketName", error.BucketName),
        OssXml.Optional("Key", error.Key),
        OssXml.Optional("OSSAccessKeyId", error.OSSAccessKeyId),
        OssXml.Optional("SignatureProvided", error.SignatureProvided),
        OssXml.Optional("StringToSign", error.StringToSign),
        OssXml.Optional("CanonicalRequest", error.CanonicalRequest),
        OssXml.Optional("EC", error.EC)));

    /// <exception cref="FormatException">When it is no such body.</exception>
    public static OssError Read(string body)
    {
        var root = OssXml.Read(body, "Error");
        return new()
        {
            Code = root.Text("Code"),
            Message = root.Text("Message"),
            RequestId = root.Text("RequestId"),
            HostId = root.Text("HostId"),
            BucketName = root.Element("BucketName")?.Value,
            Key = root.Element("Key")?.Value,
            OSSAccessKeyId = root.Element("OSSAccessKeyId")?.Value,
            SignatureProvided = root.Element("SignatureProvided")?.Value,
            StringToSign = root.Element("StringToSign")?.Value,
            CanonicalRequest = root.Element("CanonicalRequest")?.Value,
            EC = root.Element("EC")?.Value,
        };
    }
}
