using FleetMigrator.Agent.Enrolment;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Grains.Interfaces.ActivationCodes;

namespace FleetMigrator.Agent.Tests.Client;

public sealed class CodeShapeTests
{
    [Theory]
    [InlineData("at-0123456789ab-0123456789abcdefghjkmnpqrs", true)]
    [InlineData("at-0123456789ab-0123456789abcdefghjkmnpqr", false)]
    [InlineData("j-0123456789ab-0123456789abcdefghjkmnpqrs", false)]
    [InlineData("at--0123456789abcdefghjkmnpqrs", false)]
    [InlineData("", false)]
    public void The_agent_and_the_service_agree_on_the_form_of_a_code(string text, bool holds)
    {
        Assert.Equal(holds, CodeShape.Holds(text));
        Assert.Equal(holds, CodeText.Parse(text) is not null);
    }

    [Fact]
    public void A_code_of_another_form_is_refused_without_repeating_it()
    {
        var failure = Assert.Throws<AgentException>(() => CodeShape.Checked("at-nearly-right"));
        Assert.Equal("FM-1001", failure.Fault.Code);
        Assert.DoesNotContain("nearly-right", failure.Message, StringComparison.Ordinal);
    }
}
