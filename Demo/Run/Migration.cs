using System.Diagnostics;
using System.Text.RegularExpressions;
using FleetMigrator.Demo.Api;
using FleetMigrator.Demo.Sources;
using FleetMigrator.Demo.Stage;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.Demo.Run;

/// <summary>One source server on its way into an edge image.</summary>
internal sealed partial class Migration(Stage.Stage stage, SourceServer server, string name)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    public string Name => name;

    public SourceServer Server => server;

    /// <summary><c>s-…</c>, once imported.</summary>
    public string SourceId { get; private set; } = "";

    /// <summary><c>j-…</c>, once started.</summary>
    public string JobId { get; private set; } = "";

    /// <summary>What the install line printed.</summary>
    public string InstallOutput { get; private set; } = "";

    /// <summary>Runs the install line on the server, as an operator would, and waits until the service shows it online.</summary>
    public async Task Import(string installLine, Action<string> tell, CancellationToken cancellation)
    {
        var result = await server.Exec(installLine, line => tell($"  {name}: {line}"), cancellation);
        InstallOutput = result.Output + result.Error;
        var match = Success().Match(InstallOutput);
        if (result.ExitCode != 0 || !match.Success)
        {
            throw new DemoException($"the install line failed on {name} with {result.ExitCode}: {InstallOutput.Trim()}", "Look at the silo's log and at the agent's below /smc on the server.", stage.SiloLog);
        }

        SourceId = match.Groups["id"].Value;
        var clock = Stopwatch.StartNew();
        while ((await stage.Fleet.Source(SourceId, cancellation)).State != "Online")
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(60))
            {
                throw new DemoException($"{name} did not come online", "Look at the agent's log below /smc on the server.", stage.SiloLog);
            }

            await Task.Delay(Poll, cancellation);
        }
    }

    /// <summary>Starts the migration with the form's defaults, but for the speed limit.</summary>
    /// <param name="bucket">The transit bucket.</param>
    /// <param name="speedLimitMbps">Megabit a second; 0, the form's default, is unlimited.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task Start(string bucket, int speedLimitMbps, CancellationToken cancellation)
        => JobId = (await stage.Fleet.CreateJob(
            new
            {
                sourceId = SourceId,
                imageRegion = "cn-beijing",
                imageNamePrefix = name,
                transitRegion = "cn-beijing",
                transitBucket = bucket,
                settings = new { speedLimitMbps },
            },
            cancellation)).Id;

    /// <summary>Watches the job until the condition holds; a job in error is a failure.</summary>
    public async Task<JobInfo> Watch(Func<JobInfo, bool> until, Action<JobInfo> show, TimeSpan limit, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        JobInfo? last = null;
        while (clock.Elapsed < limit)
        {
            try
            {
                last = await stage.Fleet.Job(JobId, cancellation);
            }
            catch (HttpRequestException) when (!cancellation.IsCancellationRequested)
            {
                // The silo is being restarted; the job goes on when it is back.
                await Task.Delay(Poll, cancellation);
                continue;
            }

            show(last);
            if (until(last))
            {
                return last;
            }

            if (last is { Status: "InError", Fault: { } fault })
            {
                throw new DemoException($"{fault.Code} {fault.Title}: {fault.Cause}", fault.Remedy, stage.SiloLog);
            }

            await Task.Delay(Poll, cancellation);
        }

        throw new DemoException($"job {JobId} of {name} did not get there within {limit.TotalMinutes:0} min; it is {last?.Status} at {last?.Step}", "Look at the silo's log.", stage.SiloLog);
    }

    [GeneratedRegex(@"Import Source Server \[(?<id>s-[0-9a-z]+)\] Successfully!", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Success();

    /// <summary>The link of a server on the bridge that stands for the Internet.</summary>
    public static MachineLink Link(RegionReady.Network internet, int number)
    {
        // Instances get public addresses from the low end of the range, servers of the demo from the high end.
        var prefix = internet.Address[..internet.Address.LastIndexOf('.')];
        return new MachineLink(new Bridge(internet.Bridge), "eth0", $"{prefix}.{240 + number}/24", internet.Address);
    }
}
