using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Instances;

public sealed class IntermediateInstanceTests
{
    [Fact]
    public async Task A_token_binds_one_certificate_and_no_other()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var instance = fleet.Client.GetGrain<IIntermediateInstance>("ii-1");
        var session = fleet.Client.CreateObjectReference<IReceiverSession>(new FakeReceiver("ii-1.secret", fleet.Cloud));
        Assert.Equal("FM-8003", await Connect("ii-1.secret", "r1"));
        await instance.Prepare("j-1", "cn-beijing", CodeText.Hash("secret"));
        Assert.Equal("FM-8003", await Connect("ii-1.wrong", "r1"));
        Assert.Null(await Connect("ii-1.secret", "r1"));
        Assert.Null(await Connect("", "r1"));
        Assert.Equal("FM-8003", await Connect("ii-1.secret", "r2"));
        await instance.Released();
        Assert.Equal("FM-8003", await Connect("ii-1.secret", "r1"));

        async Task<string?> Connect(string token, string certificate)
        {
            try
            {
                await instance.Connect(new ReceiverHello(token, certificate, "0.1.0", "boot", ""), session);
                return null;
            }
            catch (FleetException refused)
            {
                return refused.Code;
            }
        }
    }

    [Fact]
    public async Task A_conversion_can_be_looked_up_until_the_instance_is_released()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var instance = fleet.Client.GetGrain<IIntermediateInstance>("ii-1");
        await instance.Prepare("j-1", "cn-beijing", CodeText.Hash("secret"));
        var command = new ConvertDiskCommand("c-1", "j-1", 0, "cn-beijing", "b", "k", 1, "/dev/vdd", "cn-beijing", "b", "t", "u");
        await instance.Command(command);
        await instance.Command(new CloseTransferCommand("c-2", "j-1"));
        Assert.Equal(command, await instance.Conversion("c-1"));
        Assert.Null(await instance.Conversion("c-2"));
        await instance.Released();
        Assert.Null(await instance.Conversion("c-1"));
    }
}
