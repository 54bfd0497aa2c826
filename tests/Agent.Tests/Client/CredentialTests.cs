using FleetMigrator.Agent.Enrolment;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Tests.Client;

public sealed class CredentialTests
{
    [Theory]
    [InlineData("at-0123456789ab-0123456789abcdefghjkmnpqrs", true)]
    [InlineData("at-0123456789ab-0123456789abcdefghjkmnpqr", false)]
    [InlineData("j-0123456789ab-0123456789abcdefghjkmnpqrs", false)]
    [InlineData("at--0123456789abcdefghjkmnpqrs", false)]
    [InlineData("", false)]
    public void The_agent_and_the_service_agree_on_the_form_of_a_code(string text, bool holds)
    {
        Assert.Equal(holds ? text : null, Request(text)?.ActivationCode);
        Assert.Equal(holds, CodeText.Parse(text) is not null);
    }

    [Theory]
    [InlineData("ak-0123456789ab:secret", "ak-0123456789ab", "secret")]
    [InlineData("ak-0123456789ab:se:cret", "ak-0123456789ab", "se:cret")]
    [InlineData("ak-0123456789ab:", null, null)]
    [InlineData("ak-0123456789ab", null, null)]
    [InlineData("ak-:secret", null, null)]
    public void An_access_key_is_its_id_and_its_secret(string text, string? id, string? secret)
    {
        var request = Request(text);
        Assert.Equal((id, secret), (request?.AccessKeyId, request?.AccessKeySecret));
        Assert.Equal("", request?.ActivationCode ?? "");
    }

    [Theory]
    [InlineData("at-nearly-right")]
    [InlineData("ak-nearly-right:")]
    public void What_has_neither_form_is_refused_without_repeating_it(string text)
    {
        var failure = Assert.Throws<AgentException>(() => Credential.Read(text));
        Assert.Equal("FM-1001", failure.Fault.Code);
        Assert.DoesNotContain("nearly", failure.Message, StringComparison.Ordinal);
    }

    private static EnrolRequest? Request(string text)
    {
        try
        {
            var request = new EnrolRequest();
            Credential.Read(text).WriteTo(request);
            return request;
        }
        catch (AgentException)
        {
            return null;
        }
    }
}
