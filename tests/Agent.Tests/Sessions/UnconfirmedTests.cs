using FleetMigrator.Agent.Sessions;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Tests.Sessions;

public sealed class UnconfirmedTests
{
    [Fact]
    public void A_report_is_confirmed_by_the_answer_to_a_later_heartbeat_only()
    {
        var unconfirmed = new Unconfirmed();
        unconfirmed.Written(new AgentUp { Heartbeat = new Heartbeat { Sequence = 1 } });
        unconfirmed.Written(new AgentUp { Report = new CommandReport { CommandId = "a" } });
        unconfirmed.Written(new AgentUp { Heartbeat = new Heartbeat { Sequence = 2 } });
        unconfirmed.Written(new AgentUp { Report = new CommandReport { CommandId = "b" } });

        unconfirmed.Answered(1);
        Assert.Equal(["a", "b"], unconfirmed.Rest().Select(report => report.CommandId));
        unconfirmed.Answered(2);
        Assert.Equal(["b"], unconfirmed.Rest().Select(report => report.CommandId));
    }
}
