using FleetMigrator.Grains.Commands;
using FleetMigrator.Grains.Interfaces.Instances;

namespace FleetMigrator.Grains.Instances;

/// <summary>How commands to a receiver affect each other.</summary>
internal static class ReceiverOrders
{
    /// <summary>Adds a command and takes back what it makes pointless, so that an order sent again never undoes a newer one.</summary>
    public static CommandBook<ReceiverCommand> Add(CommandBook<ReceiverCommand> book, ReceiverCommand command, DateTimeOffset at)
    {
        var rest = command is OpenTransferCommand or CloseTransferCommand
            ? book.Withdraw(entry => entry.Command is OpenTransferCommand or CloseTransferCommand)
            : book;
        return rest.Add(command.Id, command, at);
    }
}
