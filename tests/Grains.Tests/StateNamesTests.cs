using System.Reflection;
using FleetMigrator.Grains.Hosting;

namespace FleetMigrator.Grains.Tests;

public sealed class StateNamesTests
{
    [Fact]
    public void Every_grain_stores_under_a_name_of_its_own_and_nothing_can_inherit_from_it()
    {
        var grains = typeof(FleetGrains).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Grain))).ToList();
        Assert.All(grains, type => Assert.True(type.IsSealed));
        var names = grains.SelectMany(type => type.GetConstructors()).SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()).Where(attribute => attribute is not null).Select(attribute => attribute!.StateName).ToList();
        Assert.Equal(
            ["access-key", "code", "group", "instance", "job", "machine", "network", "quota", "source", "sweep", "unique-name"],
            names.Order(StringComparer.Ordinal));
    }
}
