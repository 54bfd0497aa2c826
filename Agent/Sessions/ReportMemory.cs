using System.Security.Cryptography;
using System.Text;
using FleetMigrator.Agent.Installation;
using FleetMigrator.Transfer.Protos;
using Google.Protobuf;

namespace FleetMigrator.Agent.Sessions;

/// <summary>The reports of finished commands, on disk: a command that comes again after a restart is answered, not repeated.</summary>
internal sealed class ReportMemory(string folder)
{
    private const int Kept = 100;

    public CommandReport? Recall(string commandId)
    {
        var path = PathOf(commandId);
        try
        {
            return File.Exists(path) ? CommandReport.Parser.ParseFrom(File.ReadAllBytes(path)) : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null; // a damaged memory costs one repetition, which commands allow
        }
    }

    public void Remember(CommandReport report)
    {
        DurableFile.Write(PathOf(report.CommandId), report.ToByteArray());
        foreach (var old in new DirectoryInfo(folder).GetFiles("*.report").OrderByDescending(file => file.LastWriteTimeUtc).Skip(Kept))
        {
            old.Delete();
        }
    }

    /// <summary>Ids are the service's and may hold anything, so the name is a hash.</summary>
    private string PathOf(string commandId)
        => Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(commandId))) + ".report");
}
