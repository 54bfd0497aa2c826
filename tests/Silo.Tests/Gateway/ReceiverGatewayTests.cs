using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Silo.Certificates;
using FleetMigrator.Silo.Tests.Hosting;
using Grpc.Core;
using NSubstitute;
using Wire = FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Silo.Tests.Gateway;

/// <summary>Receivers against the real listener and grains; the buckets are a double.</summary>
public sealed class ReceiverGatewayTests(RunningSilo silo) : IClassFixture<RunningSilo>
{
    [Fact]
    public async Task A_receiver_binds_its_certificate_with_the_token_and_gets_addresses_for_its_conversion()
    {
        silo.Cloud.Buckets.PresignGet("cn-shanghai", "transit", "in.raw.tar.gz", Arg.Any<TimeSpan>()).Returns(new Uri("http://198.51.100.1/in?sig=1"));
        silo.Cloud.Buckets.PresignPart("cn-beijing", "import", "out.qcow2", "u-1", Arg.Any<int>(), Arg.Any<TimeSpan>())
            .Returns(call => new Uri($"http://198.51.100.1/out?part={call.ArgAt<int>(4)}"));
        silo.Cloud.Buckets.Parts("cn-beijing", "import", "out.qcow2", "u-1", Arg.Any<CancellationToken>()).Returns([new UploadPart(1, "etag-1", 5)]);
        var instance = await Prepare("ii-1");
        using var certificate = SelfSigned();
        using var channel = Peers.Channel(silo, certificate);
        using var stream = await Connect(channel, "ii-1.secret");
        await stream.Next(down => down.Welcome is not null);
        Assert.Equal(Fingerprint.Of(certificate), (await instance.View()).ReceiverCertificateSha256);

        await instance.Command(new ConvertDiskCommand("c-1", "j-1", 0, "cn-shanghai", "transit", "in.raw.tar.gz", 99, "/dev/vdd", "cn-beijing", "import", "out.qcow2", "u-1"));
        var convert = (await stream.Next(down => down.Command is not null)).Command.ConvertDisk;
        Assert.Equal("http://198.51.100.1/in?sig=1", convert.SourceUrl);

        await stream.Send(new Wire.ReceiverUp { UploadUrlsWanted = new Wire.UploadUrlsWanted { CommandId = "c-1", FirstPart = 2, Count = 2 } });
        var urls = (await stream.Next(down => down.UploadUrls is not null)).UploadUrls;
        Assert.Equal(["http://198.51.100.1/out?part=2", "http://198.51.100.1/out?part=3"], urls.Urls);
        Assert.Equal("etag-1", Assert.Single(urls.Already).Etag);

        await stream.Send(new Wire.ReceiverUp { SourceUrlWanted = new Wire.SourceUrlWanted { CommandId = "c-1" } });
        Assert.Equal("http://198.51.100.1/in?sig=1", (await stream.Next(down => down.SourceUrl is not null)).SourceUrl.Url);
    }

    [Fact]
    public async Task A_wrong_token_is_refused()
    {
        await Prepare("ii-2");
        using var certificate = SelfSigned();
        using var channel = Peers.Channel(silo, certificate);
        using var stream = await Connect(channel, "ii-2.guessed");
        Assert.Equal(StatusCode.Unauthenticated, await stream.End());
        Assert.Equal("FM-8003", stream.Refusal!.Trailers.GetValue("fleet-error-code"));
    }

    [Fact]
    public async Task A_receiver_without_a_certificate_is_refused()
    {
        await Prepare("ii-3");
        using var channel = Peers.Channel(silo, certificate: null);
        using var stream = await Connect(channel, "ii-3.secret");
        Assert.Equal(StatusCode.Unauthenticated, await stream.End());
    }

    [Fact]
    public async Task Once_bound_another_certificate_does_not_get_in_with_the_same_token()
    {
        await Prepare("ii-4");
        using var first = SelfSigned();
        using var firstChannel = Peers.Channel(silo, first);
        using (var stream = await Connect(firstChannel, "ii-4.secret"))
        {
            await stream.Next(down => down.Welcome is not null);
        }

        using var second = SelfSigned();
        using var secondChannel = Peers.Channel(silo, second);
        using var refused = await Connect(secondChannel, "ii-4.secret");
        Assert.Equal(StatusCode.Unauthenticated, await refused.End());
        using var again = await Connect(firstChannel, "ii-4.secret");
        await again.Next(down => down.Welcome is not null);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var from = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=receiver", key, HashAlgorithmName.SHA256).CreateSelfSigned(from.AddHours(-1), from.AddDays(1));
    }

    private static async Task<PeerStream<Wire.ReceiverUp, Wire.ReceiverDown>> Connect(ChannelBase channel, string token)
    {
        var stream = new PeerStream<Wire.ReceiverUp, Wire.ReceiverDown>(new Wire.FleetReceiver.FleetReceiverClient(channel).Session());
        await stream.Send(new Wire.ReceiverUp { Hello = new Wire.ReceiverHello { Token = token, Version = "0.1.0", BootId = "b-1" } });
        return stream;
    }

    private async Task<IIntermediateInstance> Prepare(string id)
    {
        var instance = silo.Grains.GetGrain<IIntermediateInstance>(id);
        await instance.Prepare("j-1", "cn-shanghai", Convert.ToHexStringLower(SHA256.HashData("secret"u8)));
        return instance;
    }
}
