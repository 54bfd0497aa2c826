using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Silo.Agents;
using FleetMigrator.Silo.Receivers;
using Grpc.Core;
using Wire = FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Silo.Tests.Gateway;

/// <summary>Nothing gets lost between the wire and the product's words.</summary>
public sealed class MapTests
{
    [Fact]
    public void An_inventory_keeps_disks_partitions_and_file_systems()
    {
        var inventory = new Wire.Inventory
        {
            Hostname = "web-1",
            Disks =
            {
                new Wire.Disk
                {
                    Name = "vda",
                    Table = "gpt",
                    TableId = "d-id",
                    System = true,
                    Partitions =
                    {
                        new Wire.Partition { Number = 1, StartBytes = 1 << 20, SizeBytes = 1 << 21, Type = "21686148", Id = "p-id" },
                        new Wire.Partition { Number = 2, FileSystem = new Wire.FileSystem { Type = "ext4", Uuid = "u", Features = { "extent" }, MountPoint = "/" } },
                    },
                },
            },
        }.ToRecord();
        var disk = Assert.Single(inventory.Disks);
        Assert.True(disk.IsSystem);
        Assert.Null(disk.Partitions[0].FileSystem);
        Assert.Equal(("ext4", "u", "/"), (disk.Partitions[1].FileSystem!.Type, disk.Partitions[1].FileSystem!.Uuid, disk.Partitions[1].FileSystem!.MountPoint));
    }

    [Fact]
    public void A_failure_keeps_its_code_and_the_remedy_of_who_reports_it()
    {
        var report = new Wire.CommandReport
        {
            CommandId = "c-1",
            State = Wire.CommandReport.Types.State.Failed,
            ErrorCode = "FM-5004",
            ErrorText = "/dev/vdb1 is full",
            ErrorRemedy = "Delete something",
            Retryable = true,
        }.ToRecord();
        Assert.Equal(CommandState.Failed, report.State);
        Assert.Equal(("FM-5004", "/dev/vdb1 is full", "Delete something"), (report.Fault!.Code, report.Fault.Cause, report.Fault.Remedy));
        Assert.True(report.Retryable);
    }

    [Fact]
    public void An_unknown_code_becomes_a_failed_step_and_keeps_its_text()
    {
        var report = new Wire.CommandReport { State = Wire.CommandReport.Types.State.Failed, ErrorCode = "FM-0000", ErrorText = "odd" }.ToRecord();
        Assert.Equal(JobErrors.StepFailed.Id, report.Fault!.Code);
        Assert.Contains("odd", report.Fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_has_a_form_on_the_wire()
    {
        SourceCommand[] forAgents =
        [
            new PreflightCommand("1"),
            new RefreshInventoryCommand("2"),
            new StartSyncCommand("3", "j", 4, "192.0.2.1", 8080, 8703, new string('a', 64), [new SyncVolume(1, "/", "ext4", 9)], new TransferSettings(3, 50, true)),
            new StopSyncCommand("4", "j"),
            new ChangeSettingsCommand("5", "j", new TransferSettings()),
        ];
        Assert.All(forAgents, command => Assert.NotEqual(Wire.AgentCommand.CommandOneofCase.None, command.ToWire().CommandCase));
        var start = forAgents[2].ToWire().StartSync;
        Assert.Equal((4, 3, 50, true), (start.Epoch, start.Settings.CompressionLevel, start.Settings.SpeedLimitMbps, start.Settings.ChecksumVerification));
        Assert.Equal(32, start.ReceiverCertificateSha256.Length);
        Assert.False(start.LogStays);
        Assert.True((((StartSyncCommand)forAgents[2]) with { ReportLogs = false }).ToWire().StartSync.LogStays);
        Assert.False(forAgents[0].ToWire().Preflight.HasLogStays);
        Assert.True(new PreflightCommand("1") { ReportLogs = false }.ToWire().Preflight.LogStays);

        ReceiverCommand[] forReceivers =
        [
            new PrepareDisksCommand("1", "j", [new TargetDisk(0, "/dev/vdb", 1, "gpt", "id", true, [])]),
            new OpenTransferCommand("2", "j", 1, new string('b', 64), []),
            new CloseTransferCommand("3", "j"),
            new RepairBootCommand("4", "j", []),
            new ReleaseDisksCommand("5", "j"),
            new ConvertDiskCommand("6", "j", 0, "r", "b", "k", 1, "/dev/vdd", "r", "b", "k", "u"),
        ];
        Assert.All(forReceivers, command => Assert.NotEqual(
            Wire.ReceiverCommand.CommandOneofCase.None, command.ToWire(_ => new Uri("http://198.51.100.1/x")).CommandCase));
    }

    [Fact]
    public void Trailers_carry_any_text_in_printable_characters()
    {
        var failure = CodeErrors.BadName.With("Größe 100%\n").ToRpc();
        Assert.Equal("Gr%C3%B6%C3%9Fe 100%25%0A", failure.Trailers.GetValue(RpcFaults.Cause));
        Assert.Equal(CodeErrors.BadName.Remedy, failure.Trailers.GetValue(RpcFaults.Remedy));
        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
    }
}
