using FleetMigrator.Cloud.Credentials;
using FleetMigrator.Cloud.Options;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Cloud.Tests.Credentials;

public sealed class CredentialChainTests
{
    private static readonly Dictionary<string, string?> Environment = new()
    {
        ["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "from-environment",
        ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "s",
    };

    [Fact]
    public void The_environment_comes_before_the_configuration()
        => Assert.Equal("from-environment", CredentialChain.From(Configured(), Environment.GetValueOrDefault).Current()!.Id);

    [Fact]
    public void With_an_endpoint_of_ones_own_the_configured_key_comes_first()
    {
        var options = Configured();
        options.Endpoint = new("http://127.0.0.1:1");
        Assert.Equal("from-options", CredentialChain.From(options, Environment.GetValueOrDefault).Current()!.Id);
    }

    [Fact]
    public void The_credentials_file_is_read_by_profile()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "# keys\n[default]\ntype = access_key\naccess_key_id = a\naccess_key_secret = b\n[fleet]\ntype=sts\naccess_key_id=c\naccess_key_secret=d=e\nsecurity_token=f\n");
            var environment = new Dictionary<string, string?> { ["ALIBABA_CLOUD_CREDENTIALS_FILE"] = path, ["ALIBABA_CLOUD_PROFILE"] = "fleet" };
            Assert.Equal(new("c", "d=e", "f"), CredentialChain.From(new(), environment.GetValueOrDefault).Current());
            environment.Remove("ALIBABA_CLOUD_PROFILE");
            Assert.Equal(new("a", "b"), CredentialChain.From(new(), environment.GetValueOrDefault).Current());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Without_a_key_the_account_is_not_configured()
    {
        var (none, some) = (Clouds([]), Clouds(new() { ["Cloud:AccessKeyId"] = "id", ["Cloud:AccessKeySecret"] = "s", ["Cloud:Endpoint"] = "http://127.0.0.1:1" }));
        Assert.Equal("FM-4013", Assert.Throws<FleetException>(() => none.For("default")).Code);
        Assert.NotNull(some.For("default").Compute);
        Assert.Equal("FM-4013", Assert.Throws<FleetException>(() => some.For("other")).Code);
        Assert.Equal(["cn-beijing"], some.For("default").EdgeImages.ImportRegions);
    }

    [Fact]
    public void All_mistakes_of_the_section_are_told_at_once()
    {
        var result = new CloudOptionsValidator().Validate(null, new() { Tries = 0, Endpoint = new("ftp://x"), TryTimeout = TimeSpan.Zero });
        Assert.Equal(3, result.Failures!.Count());
    }

    private static CloudOptions Configured() => new() { AccessKeyId = "from-options", AccessKeySecret = "s" };

    private static IClouds Clouds(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory, LoggerFactory>().AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton<ICredentialSource>(provider => CredentialChain.From(provider.GetRequiredService<CloudOptions>(), _ => null));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return Hosting.CloudServices.AddCloud(services, configuration).BuildServiceProvider().GetRequiredService<IClouds>();
    }
}
