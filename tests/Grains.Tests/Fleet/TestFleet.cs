using System.Diagnostics;
using System.Text.RegularExpressions;
using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Interfaces.Notices;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Jobs;
using FleetMigrator.Grains.Networks;
using FleetMigrator.Grains.Sweeps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Storage;
using Orleans.TestingHost;

namespace FleetMigrator.Grains.Tests.Fleet;

/// <summary>A fleet of one server, one cloud and one silo. The silo can be killed and started again on the same store.</summary>
internal sealed partial class TestFleet : IAsyncDisposable
{
    // Far beyond what any test needs; a job that is stuck must fail its test, not hang it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan NeverMind = TimeSpan.FromDays(365);

    private readonly string _bundle = Path.GetTempFileName();
    private InProcessTestCluster? _cluster;

    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>The steps of a job that runs once: EndRun belongs to those that run again.</summary>
    public static IEnumerable<JobStep> StepsOfOneRun => Enum.GetValues<JobStep>().Where(step => step != JobStep.EndRun);

    /// <summary>
    /// Each reading moves it by a tick. Orleans waits for moments that lie between two milliseconds by waiting for whole milliseconds and
    /// reading the clock again: while a clock stands still it would do so for ever.
    /// </summary>
    public FakeTimeProvider Clock { get; } = new(Start) { AutoAdvanceAmount = TimeSpan.FromTicks(1) };

    public SharedStorage Storage { get; set; } = new();

    public FakeProjection Projection { get; } = new();

    public FakeCloud Cloud { get; } = new();

    public FakeSender Sender { get; } = new();

    public Inventory Inventory { get; set; } = Machines.Debian(Machines.DataDisk(1));

    public FakeAgent Agent { get; private set; } = null!;

    public FakeReceiver? Receiver { get; private set; }

    public Func<Interfaces.Instances.ReceiverCommand, CommandReport?>? ReceiverAnswers { get; set; }

    public bool ReceiversAppear { get; set; } = true;

    /// <summary>News for people.</summary>
    public FakeNotices Notices { get; } = new();

    public string SourceId { get; } = Machines.Identity("web-1").SourceId("default");

    public IClusterClient Client => _cluster!.Client;

    public ISourceServer Source => Client.GetGrain<ISourceServer>(SourceId);

    public JobRequest Request => new(SourceId, "cn-beijing", "web", "cn-beijing", FakeCloud.Bucket);

    public IMigrationJob Job(string id = "j-test00000001") => Client.GetGrain<IMigrationJob>(id);

    public IOrphanSweep Sweep => Client.GetGrain<IOrphanSweep>(OrphanSweep.Key);

    public IRegionNetwork Network => Client.GetGrain<IRegionNetwork>("cn-beijing");

    public static async Task<TestFleet> Begin(bool enrolled = true)
    {
        var fleet = new TestFleet();
        fleet.Agent = new FakeAgent(fleet.SourceId);
        await File.WriteAllTextAsync(fleet._bundle, "bundle");
        await fleet.Open();
        if (enrolled)
        {
            await fleet.Enrol();
        }

        return fleet;
    }

    public async Task Enrol()
    {
        await Source.Enrol(new EnrolFacts(Machines.Identity("web-1"), Inventory, "0.1.0", [], "at-1", "c1"));
        await Agent.Connect(Client, Inventory);
    }

    /// <summary>Kills the silo: nothing that it still tries to store arrives. Then starts another one.</summary>
    /// <param name="down">How long nothing runs.</param>
    public async Task Restart(TimeSpan down = default)
    {
        Storage = Storage.Fork();
        await _cluster!.DisposeAsync();
        Clock.Advance(down);
        Agent.Forget();
        Receiver?.Forget();
        await Open();
    }

    /// <summary>A second passes: heartbeats, looks at steps.</summary>
    public Task Second() => Step(TimeSpan.FromSeconds(1));

    private async Task Step(TimeSpan time)
    {
        Clock.Advance(time);
        await Agent.Beat(Client, Inventory);
        Receiver = Alive();
        if (Receiver is { } receiver)
        {
            receiver.Answer = ReceiverAnswers;
            await receiver.Beat(Client);
        }
    }

    /// <summary>Lets time pass until the job is as wanted.</summary>
    public async Task<JobView> Until(Func<JobView, bool> wanted, string id = "j-test00000001")
    {
        JobView? view = null;
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < Patience)
        {
            await Second();
            for (var look = 0; look < 4; look++)
            {
                view = await Job(id).View();
                if (wanted(view))
                {
                    return view;
                }
            }
        }

        throw new TimeoutException($"at {Clock.GetUtcNow() - Start} the job stays {view?.Status} at {view?.Step}: {view?.Fault} {string.Join(" | ", view?.Events.TakeLast(8).Select(told => told.Text) ?? [])}");
    }

    /// <summary>Lets time pass slowly until something is so, or until the silo has died where a test has it die.</summary>
    /// <param name="wanted">Asks the grain that is waited for: so its timers have had their turn before more time passes.</param>
    public async Task Until(Func<Task<bool>> wanted)
    {
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < Patience)
        {
            try
            {
                for (var look = 0; look < 4; look++)
                {
                    if (await wanted())
                    {
                        return;
                    }
                }

                // Many grains work at once: time goes so slowly that none is late for its own limits.
                await Step(TimeSpan.FromSeconds(0.2));
            }
            catch (Exception met) when (met is ObjectDisposedException or OrleansException && Storage.Died.Task.IsCompleted)
            {
                return;
            }
        }

        throw new TimeoutException($"it did not come to pass; it is {Clock.GetUtcNow() - Start} since the beginning");
    }

    /// <summary>Lets time pass until the job has stored that it begins a step, kills the silo right then and starts another one.</summary>
    /// <param name="step">The step.</param>
    /// <param name="begin">Sets the job going, where it doesn't run yet.</param>
    public async Task KilledIn(JobStep step, Func<Task>? begin = null)
    {
        Storage.DiesAfter = (name, state) => name == "job" && state is JobRecord { Status: JobStatus.Running } job && job.Step == step;
        await (begin?.Invoke() ?? Task.CompletedTask);
        var begun = Stopwatch.GetTimestamp();
        while (!Storage.Died.Task.IsCompleted && Stopwatch.GetElapsedTime(begun) < Patience)
        {
            try
            {
                await Second();
            }
            catch (Exception met) when (met is ObjectDisposedException or OrleansException && Storage.Died.Task.IsCompleted)
            {
                // A heartbeat that met the dying silo.
            }
        }

        Assert.True(Storage.Died.Task.IsCompleted);
        await Restart();
    }

    /// <summary>Lets time pass until a step has begun, and asks for something the moment it has.</summary>
    public async Task ActIn(JobStep step, JobAction action, Func<Task>? begin = null)
    {
        var acting = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        Projection.OnJob = job =>
        {
            if (job.Step == step && job.Status == JobStatus.Running)
            {
                acting.TrySetResult(Task.Run(() => Job().Act(action)));
            }
        };
        await (begin?.Invoke() ?? Task.CompletedTask);
        var begun = Stopwatch.GetTimestamp();
        while (!acting.Task.IsCompleted && Stopwatch.GetElapsedTime(begun) < Patience)
        {
            await Second();
        }

        Assert.True(acting.Task.IsCompleted);
        await await acting.Task;
    }

    /// <summary>Much time passes at once, as it does for a job that nothing happens to; then the minute's look.</summary>
    public async Task<JobView> Skip(TimeSpan time, string id = "j-test00000001")
    {
        Clock.Advance(time);
        await Second();
        await Job(id).Wake();
        return await Job(id).View();
    }

    public async Task Pass(TimeSpan time)
    {
        for (var second = 0; second < time.TotalSeconds; second++)
        {
            await Second();
        }
    }

    public async Task<JobView> Started()
    {
        await Job().Create(Request);
        return await Job().Act(JobAction.Start);
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        File.Delete(_bundle);
    }

    private FakeReceiver? Alive()
    {
        if (Cloud.RunningInstances() is not [var running, ..] || !ReceiversAppear || Cloud.OrderOf(running) is not { } order)
        {
            return null;
        }

        var token = Token().Match(order.UserData).Groups["token"].Value;
        return Receiver?.Token == token ? Receiver : new FakeReceiver(token, Cloud);
    }

    private async Task Open()
    {
        var builder = new InProcessTestClusterBuilder(1);
        // The clock of a test runs so fast that a call would seem to take minutes.
        builder.ConfigureClient(client => client.Services.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = NeverMind));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(Clock);
            silo.Services.AddKeyedSingleton<IGrainStorage>("fleet", Storage);
            silo.Services.AddSingleton<IFleetProjection>(Projection);
            silo.Services.AddSingleton<IFleetReader>(Projection);
            silo.Services.AddSingleton<IClouds>(Cloud);
            silo.Services.AddSingleton<INoticeSender>(Sender);
            silo.Services.AddSingleton<IInstallCommands, FakeInstall>();
            silo.Services.AddSingleton<IJitter>(new EvenJitter());
            silo.Services.AddSingleton<INotices>(Notices);
            silo.Services.Configure<ReceiverOptions>(options =>
            {
                (options.BundlePath, options.SiloUrl, options.CaSha256) = (_bundle, "https://silo.example:7443", new string('c', 64));
            });
            silo.Services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = NeverMind);
            silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
            silo.UseInMemoryReminderService();
            silo.AddFleetGrains();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    [GeneratedRegex("'(?<token>ii-[a-z0-9]+\\.[a-z0-9]+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
