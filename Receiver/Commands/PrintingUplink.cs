using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Commands;

/// <summary>For the verb apply: no silo, so what would be sent is dropped, and who asks for an address waits in vain.</summary>
internal sealed class PrintingUplink(TextWriter output) : IUplink
{
    public bool TrySend(ReceiverUp message)
    {
        if (message.Report is { State: not CommandReport.Types.State.Running } report)
        {
            output.WriteLine($"{report.State} {report.ErrorCode} {report.ErrorText}".Trim());
            output.WriteLine(report.Text);
        }

        return true;
    }
}
