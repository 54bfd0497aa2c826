using FleetMigrator.Agent.Faults;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Agent.Tests;

public sealed class FaultCatalogueTests
{
    [Fact]
    public void The_agents_faults_say_the_same_as_the_catalogue()
        => Assert.All(AgentFaults.All, fault =>
        {
            var entry = ErrorCatalogue.All[fault.Code];
            Assert.Equal((entry.Title, entry.Remedy), (fault.Title, fault.Remedy));
        });
}
