using System.Text;
using FleetMigrator.Cloud.Protocol.Shapes;
using FleetMigrator.Cloud.Protocol.Shapes.Ecs;
using FleetMigrator.Cloud.Protocol.Shapes.Ens;
using FleetMigrator.Cloud.Protocol.Shapes.Oss;

namespace FleetMigrator.Cloud.Tests.Shapes;

public sealed class ShapeTests
{
    [Fact]
    public void Lists_are_nested_twice_and_come_back()
    {
        var response = new DescribeInstancesResponse
        {
            RequestId = "R",
            TotalCount = 1,
            Instances = [new() { InstanceId = "i-1", PublicIpAddress = ["198.18.0.9"], Tags = [new() { TagKey = "k", TagValue = "v" }] }],
        };
        var json = Encoding.UTF8.GetString(WireJson.Write(response));
        Assert.Contains("\"Instances\":{\"Instance\":[{\"InstanceId\":\"i-1\"", json);
        Assert.Contains("\"PublicIpAddress\":{\"IpAddress\":[\"198.18.0.9\"]}", json);
        Assert.DoesNotContain("NextToken", json);

        var back = WireJson.Read<DescribeInstancesResponse>(Encoding.UTF8.GetBytes(json));
        Assert.Equal("i-1", Assert.Single(back.Instances).InstanceId);
        Assert.Equal("v", back.Instances[0].Tags[0].TagValue);
    }

    [Fact]
    public void Numbers_as_texts_flags_as_texts_and_missing_lists_are_read()
    {
        var task = WireJson.Read<DescribeTaskAttributeResponse>("""{"TotalCount":"2","SupportCancel":true,"OperationProgressSet":{}}"""u8);
        Assert.Equal(2, task.TotalCount);
        Assert.Equal("true", task.SupportCancel);
        Assert.Empty(task.OperationProgressSet);
        var images = WireJson.Read<DescribeSelfImagesResponse>("""{"Code":0,"TotalCount":1,"Images":{"Image":[{"ImageSize":20,"DiskDeviceMappings":{"DiskDeviceMapping":[{"imageId":"m"}]}}]}}"""u8);
        Assert.Equal("1", images.TotalCount);
        Assert.Equal("m", images.Images[0].DiskDeviceMappings[0].ImageId);
    }

    [Fact]
    public void The_xml_spelling_repeats_elements()
        => Assert.EndsWith(
            "<DescribeZonesResponse><Zones><Zone><ZoneId>z</ZoneId><LocalName></LocalName><AvailableInstanceTypes><InstanceTypes>a</InstanceTypes>"
            + "<InstanceTypes>b</InstanceTypes></AvailableInstanceTypes><AvailableDiskCategories /><AvailableResourceCreation /></Zone></Zones>"
            + "<RequestId>R</RequestId></DescribeZonesResponse>",
            XmlEnvelope.Write("DescribeZonesResponse", new DescribeZonesResponse { RequestId = "R", Zones = [new() { ZoneId = "z", AvailableInstanceTypes = ["a", "b"] }] }));

    [Fact]
    public void Oss_bodies_come_back()
    {
        var at = new DateTimeOffset(2026, 11, 23, 1, 2, 3, TimeSpan.Zero);
        var objects = ObjectXml.ReadList(ObjectXml.WriteList(new()
        {
            Bucket = "b", Prefix = "p/", MaxKeys = 100, KeyCount = 1, IsTruncated = true, NextContinuationToken = "t", UrlEncoded = true,
            Objects = [new() { Key = "p/a\u0001 b+", ETag = "AB", Size = 5_000_000_000, LastModified = at, Type = "Normal", StorageClass = "Standard" }],
            CommonPrefixes = ["p/x/"],
        }));
        Assert.Equal(new ObjectSummary { Key = "p/a\u0001 b+", ETag = "AB", Size = 5_000_000_000, LastModified = at, Type = "Normal", StorageClass = "Standard" }, Assert.Single(objects.Objects));
        Assert.Equal("p/x/", Assert.Single(objects.CommonPrefixes));
        Assert.Equal("t", objects.NextContinuationToken);

        Assert.Equal("cn-beijing", BucketXml.ReadLocation(BucketXml.WriteLocation("cn-beijing")));
        var bucket = new Bucket { Name = "b", Region = "cn-beijing", CreationDate = at, StorageClass = "Standard", OwnerId = "1", Acl = "private" };
        Assert.Equal(bucket, BucketXml.ReadInfo(BucketXml.WriteInfo(bucket)));
        Assert.Equal("b", Assert.Single(BucketXml.ReadList(BucketXml.WriteList(new() { Buckets = [bucket] })).Buckets).Name);

        var parts = MultipartXml.ReadParts(MultipartXml.WriteParts(new() { UploadId = "u", Parts = [new() { Number = 1, ETag = "E", Size = 7, LastModified = at }] }));
        Assert.Equal(new Part { Number = 1, ETag = "E", Size = 7, LastModified = at }, Assert.Single(parts.Parts));
        Assert.Equal("E", Assert.Single(MultipartXml.ReadComplete(MultipartXml.WriteComplete(parts.Parts))).ETag);
        Assert.Equal("NoSuchKey", OssErrorXml.Read(OssErrorXml.Write(new() { Code = "NoSuchKey" })).Code);
    }

    [Fact]
    public void A_body_with_a_document_type_is_refused()
        => Assert.Throws<FormatException>(() => OssErrorXml.Read("<!DOCTYPE Error [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Error><Code>&e;</Code></Error>"));
}
