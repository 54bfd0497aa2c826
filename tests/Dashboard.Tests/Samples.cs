using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Dashboard.Tests;

/// <summary>Things to show.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Then = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static readonly ClientDownload Client = new(
        "fleet-agent_0.1.0_linux_x86_64.tar.gz", "/download/fleet-agent_0.1.0_linux_x86_64.tar.gz", new string('a', 64), ["curl …", "tar -xzf …", "/smc/…/fleet-agent"]);

    public static SourceView Source(SourceState state = SourceState.Online, bool jobOpen = false) => new(
        "s-0123456789abcdef", "web-1", "", state, state == SourceState.Online ? "Migration source online" : "Offline", "Start a migration.",
        new Inventory("web-1", "linux", "debian", "12", "Debian GNU/Linux 12 (bookworm)", "6.1.0-28-amd64", "x86_64", "bios", 2, 4L << 30, ["198.51.100.7"], "absent",
        [
            new Disk("vda", 20L << 30, 512, "gpt", "id", true,
                [new Partition(1, 1 << 20, 19L << 30, "0fc6", "p1", "", 0, new FileSystem("ext4", "uuid", "", 4096, 19L << 30, 1L << 30, [], "/"))]),
        ]),
        "0.1.0", "at-1", Then, Then, jobOpen ? "j-1" : null, jobOpen, null, [], new Dictionary<string, string>(), "default", 1);

    public static JobView Job(JobStatus status = JobStatus.Running, JobStep? step = JobStep.Sync, Fault? fault = null, SyncProgress? progress = null) => new(
        "j-1", "move-web-1", new JobRequest("s-0123456789abcdef", "cn-beijing", "web", "cn-beijing", "transit"), "web-1", status,
        status == JobStatus.Running ? BusinessStatus.Syncing : null, step,
        [.. Enum.GetValues<JobStep>().Select(each => new StepView(each, State(each, step, status)))],
        progress, null, fault, status == JobStatus.Running ? [JobAction.Pause, JobAction.Cancel] : status == JobStatus.InError ? [JobAction.Retry, JobAction.Cancel] : [],
        Then, Then, null, 1, "i-abc", null, status == JobStatus.Finished ? "m-edge" : null, status == JobStatus.Finished ? "web_1" : null, null, [],
        [new LedgerEntry(ResourceKind.Instance, "No_Delete_SMC_Transition_Instance", "cn-beijing", "t", ResourceState.Exists, "i-abc", Then)], [], 3);

    private static StepState State(JobStep each, JobStep? current, JobStatus status) => current switch
    {
        null => status == JobStatus.Finished ? StepState.Succeeded : StepState.NotStarted,
        { } now when each < now => StepState.Succeeded,
        { } now when each == now => status == JobStatus.InError ? StepState.Failed : StepState.Running,
        _ => StepState.NotStarted,
    };
}
